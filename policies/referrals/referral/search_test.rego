package platform.actions.referrals.referral.search_test

import data.platform.actions.referrals.referral.search
import data.platform.lib.fixtures_test as some_

call(subject) := some_.call(subject, some_.gateway, "referrals.referral.search", [])

test_allows_a_clinician_the_rows_of_their_organisation if {
	search.outcome.allow with input as call(some_.gp)
	condition := search.outcome.obligations.filter with input as call(some_.gp)
	condition.operator == "or"
	every part in condition.value { part.value == "A81001" }
}

test_denies_an_auditor if search.outcome.reasons == ["role_not_permitted"] with input as call(some_.auditor)

test_denies_the_booking_office_which_reads_no_referrals if {
	search.outcome.reasons == ["role_not_permitted"] with input as call(some_.booking)
}

test_rows_are_those_sent_submitted_or_received if {
	condition := search.outcome.obligations.filter with input as call(some_.gp)
	fields := ["referringOrganisation", "submittingOrganisation", "receivingOrganisation"]
	[part.field | some part in condition.value] == fields
}
