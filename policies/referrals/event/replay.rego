# METADATA
# title: Replay an event
# description: >-
#   An operator has an event sent again that a consumer had parked; it is signed anew, under the same id.
package platform.actions.referrals.event.replay

import data.platform.lib.caller
import data.platform.lib.verdict

outcome := verdict.permit if caller.admitted

else := verdict.deny(caller.refusal)
