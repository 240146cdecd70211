package platform.actions.records.summary.read_test

import data.platform.actions.records.summary.read
import data.platform.lib.fixtures_test as some_

call(subject, relationships) := some_.call(subject, some_.gateway, "records.summary.read", relationships)

# A patient whose sign-in is patient-1, asking for a record.
asked_by_a_patient(id) := some_.call_about(some_.patient, some_.gateway, "records.summary.read", [], {
	"type": "patient",
	"id": id,
	"labels": [],
	"facts": {},
})

test_allows_the_practice_everything if {
	read.outcome.allow with input as call(some_.gp, [some_.registration])
	read.outcome.obligations.mask == [] with input as call(some_.gp, [some_.registration])
}

test_allows_the_receiver_without_the_emergency_contact if {
	read.outcome.allow with input as call(some_.consultant, [some_.registration, some_.receiver])
	read.outcome.obligations.mask == ["/emergencyContact"] with input as call(some_.consultant, [some_.registration, some_.receiver])
}

test_allows_a_patient_their_own_whole if {
	read.outcome.allow with input as asked_by_a_patient("patient-1")
	read.outcome.obligations.mask == [] with input as asked_by_a_patient("patient-1")
}

test_denies_a_patient_anybody_else if read.outcome.reasons == ["no_relationship"] with input as asked_by_a_patient("patient-2")

test_denies_a_clinician_who_has_the_patients_id if {
	posing := object.union(some_.unrelated, {"id": "patient-1"})
	asked := object.union(asked_by_a_patient("patient-1"), {"subject": posing, "purpose": "TREAT"})
	read.outcome.reasons == ["no_relationship"] with input as asked
}

test_denies_a_patient_who_treats if {
	read.outcome.reasons == ["purpose_not_permitted"] with input as object.union(asked_by_a_patient("patient-1"), {"purpose": "TREAT"})
}

test_denies_a_stranger if {
	read.outcome.reasons == ["no_relationship"] with input as call(some_.unrelated, [some_.registration, some_.receiver])
}

test_denies_an_ended_relationship if {
	ended := object.union(some_.receiver, {"until": "2026-01-01T00:00:00.000Z"})
	read.outcome.reasons == ["no_relationship"] with input as call(some_.consultant, [ended])
}

test_denies_the_wrong_role if read.outcome.reasons == ["role_not_permitted"] with input as call(some_.auditor, [some_.registration])

test_denies_nobody if {
	read.outcome.reasons == ["missing_subject"] with input as object.union(call(some_.gp, [some_.registration]), {"subject": null})
}

test_denies_a_workload_without_a_grant if {
	read.outcome.reasons == ["workload_not_granted"] with input as some_.call(some_.gp, some_.notifications, "records.summary.read", [some_.registration])
}
