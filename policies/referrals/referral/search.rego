# METADATA
# title: Search referrals of a patient
# description: >-
#   Clinicians search the referrals of a patient by NHS number, of those that their organisation sent or receives; the row filter is the
#   permission. A patient of others and one who is not known are the same: nothing is found.
package platform.actions.referrals.referral.search

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
