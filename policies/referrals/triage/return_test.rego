package platform.actions.referrals.triage.return_test

import data.platform.actions.referrals.triage.return
import data.platform.lib.fixtures_test as some_

call(subject, relationships) := some_.call(subject, some_.gateway, "referrals.triage.return", relationships)

test_allows_the_party if return.outcome.allow with input as call(some_.consultant, [some_.sender, some_.receiver])

test_denies_an_unrelated_clinician_as_if_it_were_not_there if {
	return.outcome.reasons == ["no_relationship"] with input as call(some_.unrelated, [some_.sender, some_.receiver])
	return.outcome.reasons == ["no_relationship"] with input as call(some_.unrelated, [])
}

test_denies_the_referrer if return.outcome.reasons == ["role_not_permitted"] with input as call(some_.gp, [some_.sender])

test_denies_a_clinician_of_the_sending_side if {
	sending := object.union(some_.consultant, {"organisation": "A81001"})
	return.outcome.reasons == ["no_relationship"] with input as call(sending, [some_.sender, some_.receiver])
}

test_allows_the_nurse_who_triages if return.outcome.allow with input as call(some_.nurse, [some_.sender, some_.receiver])

test_denies_booking_staff if return.outcome.reasons == ["role_not_permitted"] with input as call(some_.booking, [some_.sender, some_.receiver])
