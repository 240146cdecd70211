package system.log_test

import data.platform.lib.fixtures_test as some_
import data.system.log

event(resource) := {
	"decision_id": "1",
	"input": some_.call_about(some_.patient, some_.gateway, "records.patient.read", [], resource),
	"result": {"allow": true, "reasons": [], "obligations": {"filter": {"type": "field", "operator": "eq", "field": "patientId", "value": "patient-1"}}},
}

masked(resource) := found if found := log.mask with input as event(resource) with opa.runtime as {"pseudonym_key": "test"}

test_ids_become_the_same_pseudonym_everywhere if {
	found := masked({"type": "patient", "id": "patient-1", "labels": [], "facts": {}})
	paths := {change.path | some change in found}
	paths == {"/input/subject/id", "/input/resource/id", "/result/obligations/filter/value"}
	count({change.value | some change in found}) == 1
	every change in found { not contains(change.value, "patient") }
}

test_another_key_gives_another_pseudonym if {
	one := log.pseudonym("patient-1") with opa.runtime as {"pseudonym_key": "one"}
	two := log.pseudonym("patient-1") with opa.runtime as {"pseudonym_key": "two"}
	one != two
}

test_codes_stay if {
	found := masked({"type": "note", "id": null, "labels": [], "facts": {"authorOrganisation": "A81001"}})
	{change.path | some change in found} == {"/input/subject/id", "/result/obligations/filter/value"}
}

test_other_facts_go if {
	found := masked({"type": "note", "id": null, "labels": [], "facts": {"name": "Example", "born": {"year": 1980}}})
	"/input/resource/facts/born" in found
	some change in found
	change.path == "/input/resource/facts/name"
	change.value != "Example"
}

test_the_name_of_a_route_stays if {
	found := masked({"type": "route", "id": "notes-read", "labels": [], "facts": {}})
	every change in found { change.path != "/input/resource/id" }
}

test_without_a_key_ids_go if {
	found := log.mask with input as event({"type": "patient", "id": "patient-1", "labels": [], "facts": {}}) with opa.runtime as {}
	found == {"/input/subject/id", "/input/resource/id", "/result/obligations/filter"}
}
