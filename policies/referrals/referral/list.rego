# METADATA
# title: List referrals
# description: >-
#   Clinicians list the referrals that their organisation sent or receives; the row filter is the permission.
package platform.actions.referrals.referral.list

import data.platform.lib.caller
import data.platform.lib.filter
import data.platform.lib.verdict

outcome := verdict.permit_with({"filter": own}) if caller.admitted

else := verdict.deny(caller.refusal)

own := filter.any_of([
	filter.equal("referringOrganisation", input.subject.organisation),
	filter.equal("submittingOrganisation", input.subject.organisation),
	filter.equal("receivingOrganisation", input.subject.organisation),
])
