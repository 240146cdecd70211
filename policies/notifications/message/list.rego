# METADATA
# title: List what patients were told
# description: >-
#   A referring clinician sees what the patients of their organisation's referrals were told; the row filter is the permission.
package platform.actions.notifications.message.list

import data.platform.lib.caller
import data.platform.lib.filter
import data.platform.lib.verdict

outcome := verdict.permit_with({"filter": filter.equal("organisation", input.subject.organisation)}) if caller.admitted

else := verdict.deny(caller.refusal)
