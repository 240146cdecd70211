package platform.actions.referrals.referral.cancel_test

import data.platform.actions.referrals.referral.cancel
import data.platform.lib.fixtures_test as some_

call(subject, relationships) := some_.call(subject, some_.gateway, "referrals.referral.cancel", relationships)

test_allows_the_party if cancel.outcome.allow with input as call(some_.gp, [some_.sender, some_.receiver])

test_denies_an_unrelated_clinician_as_if_it_were_not_there if {
	cancel.outcome.reasons == ["no_relationship"] with input as call(some_.unrelated, [some_.sender, some_.receiver])
	cancel.outcome.reasons == ["no_relationship"] with input as call(some_.unrelated, [])
}

test_denies_an_auditor if cancel.outcome.reasons == ["role_not_permitted"] with input as call(some_.auditor, [])

test_denies_low_assurance_whatever_the_relationship if {
	cancel.outcome.reasons == ["assurance_too_low"] with input as call(object.union(some_.gp, {"acr": "aal1"}), [some_.sender])
}
