# METADATA
# title: List parked messages
# description: >-
#   An operator sees which messages were refused and why: ids and codes, nothing of a patient.
package platform.actions.notifications.parked.list

import data.platform.lib.caller
import data.platform.lib.verdict

outcome := verdict.permit if caller.admitted

else := verdict.deny(caller.refusal)
