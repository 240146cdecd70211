package platform.actions.referrals.referral.list_test

import data.platform.actions.referrals.referral.list
import data.platform.lib.fixtures_test as some_

call(subject) := some_.call(subject, some_.gateway, "referrals.referral.list", [])

test_allows_a_clinician_the_rows_of_their_organisation if {
	list.outcome.allow with input as call(some_.gp)
	condition := list.outcome.obligations.filter with input as call(some_.gp)
	condition.operator == "or"
	every part in condition.value { part.value == "A81001" }
}

test_denies_an_auditor if list.outcome.reasons == ["role_not_permitted"] with input as call(some_.auditor)

test_rows_are_those_sent_submitted_or_received if {
	condition := list.outcome.obligations.filter with input as call(some_.gp)
	fields := ["referringOrganisation", "submittingOrganisation", "receivingOrganisation"]
	[part.field | some part in condition.value] == fields
}
