package platform.actions.notifications.referral_cancelled.consume_test

import data.platform.actions.notifications.referral_cancelled.consume
import data.platform.lib.fixtures_test as some_

event(subject, producer) := object.union(
	some_.call(subject, producer, "notifications.referral_cancelled.consume", []),
	{"context": {"transport": "message"}},
)

test_allows_an_event_of_referrals if consume.outcome.allow with input as event(some_.gp, some_.referrals)

test_denies_another_producer if {
	consume.outcome.reasons == ["workload_not_granted"] with input as event(some_.gp, some_.notifications)
}

test_denies_a_subject_who_may_not_cause_it if {
	consume.outcome.reasons == ["role_not_permitted"] with input as event(some_.auditor, some_.referrals)
}

test_denies_what_did_not_come_as_a_message if {
	direct := object.union(event(some_.gp, some_.referrals), {"context": {"transport": "sidecar"}})
	consume.outcome.reasons == ["workload_not_granted"] with input as direct
}

test_denies_another_purpose if {
	other := object.union(event(some_.gp, some_.referrals), {"purpose": "HMARKT"})
	consume.outcome.reasons == ["purpose_not_permitted"] with input as other
}
