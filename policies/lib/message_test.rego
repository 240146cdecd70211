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

test_refuses_nothing_of_what_it_admits if not message.refusal("referrals.referral.submit") with input as base

incomplete := {
	"missing_subject": {"subject": {"organisation": ""}},
	"missing_actor": {"actor": {"id": ""}},
	"missing_resource": {"resource": {"facts": null}},
	"missing_purpose": {"purpose": ""},
	"missing_assurance": {"subject": {"authTime": null}},
	"missing_relationship_facts": {"context": {"time": null}},
	"assurance_too_low": {"subject": {"acr": "aal1"}},
}

# Data that grants what is empty, so that nothing but the condition itself can refuse it.
grants := {id: {"actions": ["notifications.referral_submitted.consume"]} | some id in ["", some_.referrals]}

purposes := {"gp": {"*": {"allowed": ["", "TREAT"]}}}

test_refuses_what_is_incomplete if {
	every reason, change in incomplete {
		other := object.union(base, change)
		message.refusal("referrals.referral.submit") == reason with input as other
		not message.caused_by("referrals.referral.submit") with input as other with data.platform.workloads as grants with data.platform.purposes as purposes
	}
	message.caused_by("referrals.referral.submit") with input as base with data.platform.workloads as grants with data.platform.purposes as purposes
}

test_does_not_admit_a_purpose_that_is_not_the_roles if {
	not message.caused_by("referrals.referral.submit") with input as object.union(base, {"purpose": "HMARKT"})
}

test_one_role_that_has_the_action_is_enough if {
	message.caused_by("referrals.referral.submit") with input as object.union(base, {"subject": {"roles": ["cleaner", "gp"]}})
}

test_refuses_the_purpose_of_a_role_that_has_not_the_action if {
	both := object.union(base, {"subject": {"roles": ["auditor", "gp"]}, "purpose": "HOPERAT"})
	not message.caused_by("referrals.referral.submit") with input as both
	message.refusal("referrals.referral.submit") == "purpose_not_permitted" with input as both
}
