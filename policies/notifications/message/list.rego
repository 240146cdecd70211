# METADATA
# title: List what patients were told
# description: >-
#   A referring clinician sees what the patients of their organisation's referrals were told, a patient what they were told themselves; the row filter
#   is the permission.
package platform.actions.notifications.message.list

import data.platform.lib.caller
import data.platform.lib.filter
import data.platform.lib.verdict

outcome := verdict.permit_with({"filter": rows}) if caller.admitted

else := verdict.deny(caller.refusal)

# The subject of a patient's sign-in is the patient's own id.
rows := filter.equal("patientId", input.subject.id) if "patient" in input.subject.roles

else := filter.equal("organisation", input.subject.organisation)
