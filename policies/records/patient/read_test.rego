package platform.actions.records.patient.read_test

import data.platform.actions.records.patient.read
import data.platform.lib.fixtures_test as some_

call(subject, relationships) := some_.call(subject, some_.gateway, "records.patient.read", relationships)

test_allows_the_practice_everything if {
	read.outcome.allow with input as call(some_.gp, [some_.registration])
	read.outcome.obligations.mask == [] with input as call(some_.gp, [some_.registration])
}

test_allows_the_receiver_without_the_emergency_contact if {
	read.outcome.allow with input as call(some_.consultant, [some_.registration, some_.receiver])
	read.outcome.obligations.mask == ["/emergencyContact"] with input as call(some_.consultant, [some_.registration, some_.receiver])
}

test_restricts_the_rows_to_the_organisations if {
	condition := read.outcome.obligations.filter with input as call(some_.consultant, [some_.receiver])
	condition == {"type": "field", "operator": "eq", "field": "organisation", "value": "RXX01"}
}

test_denies_an_unrelated_clinician_as_if_it_were_not_there if {
	read.outcome.reasons == ["no_relationship"] with input as call(some_.unrelated, [some_.registration, some_.receiver])
	read.outcome.reasons == ["no_relationship"] with input as call(some_.unrelated, [])
}

test_denies_an_ended_relationship if {
	ended := object.union(some_.receiver, {"until": "2026-01-01T00:00:00.000Z"})
	read.outcome.reasons == ["no_relationship"] with input as call(some_.consultant, [ended])
}

test_denies_an_auditor_before_any_relationship if {
	read.outcome.reasons == ["role_not_permitted"] with input as call(some_.auditor, [])
}

test_denies_the_referrals_workload if {
	read.outcome.reasons == ["workload_not_granted"] with input as some_.call(some_.gp, some_.referrals, "records.patient.read", [some_.registration])
}

asked_by_a_patient(id) := some_.call_about(some_.patient, some_.gateway, "records.patient.read", [some_.registration], {
	"type": "patient",
	"id": id,
	"labels": [],
	"facts": {},
})

test_allows_a_patient_their_own_record_whole if {
	read.outcome.allow with input as asked_by_a_patient("patient-1")
	read.outcome.obligations.mask == [] with input as asked_by_a_patient("patient-1")
	condition := read.outcome.obligations.filter with input as asked_by_a_patient("patient-1")
	condition == {"type": "field", "operator": "eq", "field": "patientId", "value": "patient-1"}
}

test_denies_a_patient_anybody_else_as_if_they_were_not_there if {
	read.outcome.reasons == ["no_relationship"] with input as asked_by_a_patient("patient-2")
	read.outcome.reasons == ["no_relationship"] with input as asked_by_a_patient(null)
}

test_denies_an_id_that_is_the_readers_to_somebody_who_is_no_patient if {
	posing := object.union(some_.unrelated, {"id": "patient-1"})
	read.outcome.reasons == ["no_relationship"] with input as object.union(asked_by_a_patient("patient-1"), {"subject": posing, "purpose": "TREAT"})
}

test_denies_booking_staff if read.outcome.reasons == ["role_not_permitted"] with input as call(some_.booking, [some_.receiver])

test_denies_low_assurance_whatever_the_relationship if {
	read.outcome.reasons == ["assurance_too_low"] with input as call(object.union(some_.consultant, {"acr": "aal1"}), [some_.receiver])
}

test_denies_a_patient_who_is_not_known_well_enough if {
	weak := object.union(asked_by_a_patient("patient-1"), {"subject": {"acr": "aal1"}})
	read.outcome.reasons == ["assurance_too_low"] with input as weak
}

# No grant of emergency access exists (PD-06): until one does, neither the purpose nor the mark in the context opens a record.
test_denies_the_purpose_of_break_glass_even_with_a_relationship if {
	related := call(some_.consultant, [some_.receiver])
	read.outcome.allow with input as related
	read.outcome.reasons == ["purpose_not_permitted"] with input as object.union(related, {"purpose": "BTG"})
}

test_denies_an_unrelated_clinician_whom_the_context_calls_break_glass if {
	opened := {"context": {"breakGlass": {"id": "grant-1", "openedAt": "2026-01-05T08:59:00.000Z"}}}
	read.outcome.reasons == ["no_relationship"] with input as object.union(call(some_.unrelated, []), opened)
	read.outcome.allow with input as object.union(call(some_.consultant, [some_.receiver]), opened)
}
