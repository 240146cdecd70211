# METADATA
# title: Open a care relationship
# description: >-
#   Only the referrals service opens relationships, for a clinician who refers; nobody claims one by header, token or body of a call of their
#   own.
package platform.actions.records.relationship.open

import data.platform.lib.caller
import data.platform.lib.verdict

outcome := verdict.permit if caller.admitted

else := verdict.deny(caller.refusal)
