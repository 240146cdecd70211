# METADATA
# title: Read the capability statement
# description: >-
#   What this receiver of referrals can do. No patient data, but still only for people that the platform knows.
package platform.actions.referrals.capability.read

import data.platform.lib.caller
import data.platform.lib.verdict

outcome := verdict.permit if caller.admitted

else := verdict.deny(caller.refusal)
