package platform.actions.referrals.referral.read_test

import data.platform.actions.referrals.referral.read
import data.platform.lib.fixtures_test as some_

call(subject, relationships) := some_.call(subject, some_.gateway, "referrals.referral.read", relationships)

malformed := some_.call_about(some_.unrelated, some_.gateway, "referrals.referral.read", [], {
	"type": "referral",
	"id": null,
	"labels": [],
	"facts": {"wellFormed": false},
})

test_allows_the_sender if read.outcome.allow with input as call(some_.gp, [some_.sender, some_.receiver])

test_allows_the_receiver if read.outcome.allow with input as call(some_.consultant, [some_.sender, some_.receiver])

test_allows_to_ask_for_what_is_no_id if read.outcome.allow with input as malformed

test_denies_others_as_if_it_were_not_there if {
	read.outcome.reasons == ["no_relationship"] with input as call(some_.unrelated, [some_.sender, some_.receiver])
	read.outcome.reasons == ["no_relationship"] with input as call(some_.unrelated, [])
}

test_denies_an_auditor if read.outcome.reasons == ["role_not_permitted"] with input as call(some_.auditor, [])

test_denies_low_assurance_whatever_the_relationship if {
	read.outcome.reasons == ["assurance_too_low"] with input as call(object.union(some_.gp, {"acr": "aal1"}), [some_.sender])
}
