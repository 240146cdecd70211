package platform.lib.message_test

import data.platform.lib.fixtures_test as some_
import data.platform.lib.message

base := object.union(
	some_.call(some_.gp, some_.referrals, "notifications.referral_submitted.consume", []),
	{"context": {"transport": "message"}},
)

test_admits_an_event_that_its_user_may_cause if message.caused_by("referrals.referral.submit") with input as base

test_refuses_an_event_on_nobodys_behalf if {
	alone := object.union(base, {"subject": null})
	not message.caused_by("referrals.referral.submit") with input as alone
	message.refusal("referrals.referral.submit") == "missing_subject" with input as alone
}

test_refuses_a_withdrawn_right if {
	not message.caused_by("referrals.triage.accept") with input as base
	message.refusal("referrals.triage.accept") == "role_not_permitted" with input as base
}

test_refuses_a_purpose_that_is_not_the_roles if {
	other := object.union(base, {"purpose": "HMARKT"})
	message.refusal("referrals.referral.submit") == "purpose_not_permitted" with input as other
}
