# METADATA
# title: Read the policies
# description: >-
#   Operators and authors of policies read the sources that were published, their tests and coverage, and who decides by which revision.
package platform.actions.platform.policy.read

import data.platform.lib.caller
import data.platform.lib.verdict

outcome := verdict.permit if caller.admitted

else := verdict.deny(caller.refusal)
