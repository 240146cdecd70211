package platform.actions.platform.audit.read_test

import data.platform.actions.platform.audit.read
import data.platform.lib.fixtures_test as some_

test_allows_the_role_through_the_granted_workload if {
	read.outcome.allow with input as some_.call(some_.auditor, some_.gateway, "platform.audit.read", [])
}

test_denies_another_role if {
	read.outcome.reasons == ["role_not_permitted"] with input as some_.call(some_.gp, some_.gateway, "platform.audit.read", [])
}

test_denies_another_workload if {
	read.outcome.reasons == ["workload_not_granted"] with input as some_.call(some_.auditor, some_.notifications, "platform.audit.read", [])
}

patient := {"id": "3f0c2a52-8a0e-4a6b-9d51-1d6a3c0f7e11", "roles": ["patient"], "organisation": "self", "acr": "aal2", "authTime": "2026-01-05T08:55:00.000Z"}

about(subject, id) := object.union(
	some_.call_about(subject, some_.gateway, "platform.audit.read", [], {"type": "accesses", "id": id, "labels": [], "facts": {}}),
	{"purpose": "PATRQT"},
)

test_allows_a_patient_their_own_without_names if {
	outcome := read.outcome with input as about(patient, patient.id)
	outcome.allow
	"/items/*/subject" in outcome.obligations.mask
	"/items/*/actor" in outcome.obligations.mask
	outcome.obligations.filter == {"type": "field", "operator": "eq", "field": "outcome", "value": "permit"}
}

test_denies_a_patient_somebody_elses if {
	read.outcome.reasons == ["no_relationship"] with input as about(patient, "another")
}

test_denies_a_patient_what_is_not_there if {
	read.outcome.reasons == ["no_relationship"] with input as about(patient, null)
}

test_withholds_nothing_from_oversight if {
	outcome := read.outcome with input as some_.call(some_.auditor, some_.gateway, "platform.audit.read", [])
	outcome.obligations.mask == []
	outcome.obligations.filter == null
}

test_allows_a_privacy_officer_whatever_else_they_are if {
	officer := object.union(some_.auditor, {"roles": ["gp", "privacy-officer"]})
	call := object.union(some_.call(officer, some_.gateway, "platform.audit.read", []), {"purpose": "HOPERAT"})
	read.outcome.allow with input as call
	read.outcome.obligations.mask == [] with input as call
}

test_withholds_from_a_patient_exactly_what_names_people_or_repeats_the_record if {
	outcome := read.outcome with input as about(patient, patient.id)
	names := ["sequence", "action", "outcome", "subject", "actor", "recorder", "resourceRef", "fields", "decisionId", "traceId"]
	outcome.obligations.mask == [concat("", ["/items/*/", name]) | some name in names]
}

test_denies_a_patient_who_is_not_known_well_enough if {
	weak := object.union(patient, {"acr": "aal1"})
	read.outcome.reasons == ["assurance_too_low"] with input as about(weak, patient.id)
}

# Even if a role were granted the action by mistake.
test_denies_a_clinician_with_the_id_of_a_record if {
	call := object.union(about(some_.gp, some_.gp.id), {"purpose": "TREAT"})
	roles := object.union(data.platform.roles, {"gp": {"actions": ["platform.audit.read"]}})
	read.outcome.reasons == ["no_relationship"] with input as call with data.platform.roles as roles
}
