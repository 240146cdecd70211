# METADATA
# title: Read the decision log
# description: >-
#   Operators and authors of policies see what was decided and why. The log holds pseudonyms and codes, and nothing of a record.
package platform.actions.platform.decision.read

import data.platform.lib.caller
import data.platform.lib.verdict

outcome := verdict.permit if caller.admitted

else := verdict.deny(caller.refusal)
