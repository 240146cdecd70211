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
