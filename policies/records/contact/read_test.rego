package platform.actions.records.contact.read_test

import data.platform.actions.records.contact.read
import data.platform.lib.fixtures_test as some_

call(actor, relationships) := object.union(
	some_.call(some_.gp, actor, "records.contact.read", relationships),
	{"subject": null, "purpose": "PATADMIN"},
)

test_allows_notifications_about_a_referred_patient if {
	read.outcome.allow with input as call(some_.notifications, [some_.registration, some_.receiver])
}

test_denies_notifications_about_anybody_else_as_if_they_were_not_there if {
	read.outcome.reasons == ["no_relationship"] with input as call(some_.notifications, [some_.registration])
	read.outcome.reasons == ["no_relationship"] with input as call(some_.notifications, [])
}

test_denies_an_ended_referral if {
	ended := object.union(some_.receiver, {"until": "2026-01-01T00:00:00.000Z"})
	read.outcome.reasons == ["no_relationship"] with input as call(some_.notifications, [ended])
}

test_denies_another_workload if {
	read.outcome.reasons == ["workload_not_granted"] with input as call(some_.referrals, [some_.receiver])
}

test_denies_notifications_on_behalf_of_a_person if {
	with_person := object.union(call(some_.notifications, [some_.receiver]), {"subject": some_.gp})
	read.outcome.reasons == ["workload_not_granted"] with input as with_person
}

test_denies_another_purpose if {
	other := object.union(call(some_.notifications, [some_.receiver]), {"purpose": "TREAT"})
	read.outcome.reasons == ["purpose_not_permitted"] with input as other
}

test_allows_notifications_about_a_patient_whom_somebody_referred if {
	read.outcome.allow with input as call(some_.notifications, [some_.sender])
}

test_denies_a_patient_who_is_not_there if {
	nobody := object.union(call(some_.notifications, [some_.receiver]), {"resource": {"id": null}})
	read.outcome.reasons == ["no_relationship"] with input as nobody
}
