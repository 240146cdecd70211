package platform.actions.referrals.referral.submit_test

import data.platform.actions.referrals.referral.submit
import data.platform.lib.fixtures_test as some_

call(subject, event, sender) := some_.call_about(subject, some_.gateway, "referrals.referral.submit", [], {
	"type": "message",
	"id": "1",
	"labels": [],
	"facts": {"event": event, "sender": sender},
})

test_allows_a_referrer_of_the_sender if submit.outcome.allow with input as call(some_.gp, "servicerequest-request", "A81001")

test_allows_a_referrer_for_a_represented_sender if submit.outcome.allow with input as call(some_.gp, "servicerequest-request", "RND")

test_allows_a_referrer_an_unreadable_message if submit.outcome.allow with input as call(some_.gp, null, null)

test_allows_a_consultant_a_response if submit.outcome.allow with input as call(some_.consultant, "servicerequest-response", "RXX01")

test_denies_another_organisations_name if {
	submit.outcome.reasons == ["sender_not_represented"] with input as call(some_.gp, "servicerequest-request", "B82003")
}

test_denies_a_consultant_a_request if {
	submit.outcome.reasons == ["role_not_permitted"] with input as call(some_.consultant, "servicerequest-request", "RXX01")
}

test_denies_a_consultant_an_unreadable_message if {
	submit.outcome.reasons == ["role_not_permitted"] with input as call(some_.consultant, null, null)
}

test_denies_facts_that_nobody_established if {
	submit.outcome.reasons == ["sender_not_represented"] with input as some_.call(some_.gp, some_.gateway, "referrals.referral.submit", [])
}

test_denies_an_auditor if submit.outcome.reasons == ["role_not_permitted"] with input as call(some_.auditor, "servicerequest-request", "X26")

test_allows_a_response_to_anybodys_referral if submit.outcome.allow with input as call(some_.consultant, "servicerequest-response", "B82003")

test_denies_low_assurance_whatever_the_message if {
	every subject in [some_.gp, some_.consultant] {
		submit.outcome.reasons == ["assurance_too_low"] with input as call(object.union(subject, {"acr": "aal1"}), "servicerequest-request", subject.organisation)
	}
}
