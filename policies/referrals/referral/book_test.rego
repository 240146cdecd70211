package platform.actions.referrals.referral.book_test

import data.platform.actions.referrals.referral.book
import data.platform.lib.fixtures_test as some_

call(subject, relationships) := some_.call(subject, some_.gateway, "referrals.referral.book", relationships)

test_allows_the_party if book.outcome.allow with input as call(some_.consultant, [some_.sender, some_.receiver])

test_denies_an_unrelated_clinician_as_if_it_were_not_there if {
	book.outcome.reasons == ["no_relationship"] with input as call(some_.unrelated, [some_.sender, some_.receiver])
	book.outcome.reasons == ["no_relationship"] with input as call(some_.unrelated, [])
}

test_denies_the_referrer if book.outcome.reasons == ["role_not_permitted"] with input as call(some_.gp, [some_.sender])

test_denies_a_clinician_of_the_sending_side if {
	sending := object.union(some_.consultant, {"organisation": "A81001"})
	book.outcome.reasons == ["no_relationship"] with input as call(sending, [some_.sender, some_.receiver])
}

test_allows_booking_staff_of_the_receiver_to_administer if {
	book.outcome.allow with input as call(some_.booking, [some_.sender, some_.receiver])
	treating := object.union(call(some_.booking, [some_.sender, some_.receiver]), {"purpose": "TREAT"})
	book.outcome.reasons == ["purpose_not_permitted"] with input as treating
}

test_denies_the_nurse_who_triages if book.outcome.reasons == ["role_not_permitted"] with input as call(some_.nurse, [some_.sender, some_.receiver])
