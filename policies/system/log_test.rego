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

upsert(path, id) := {"op": "upsert", "path": path, "value": log.pseudonym(id)}

test_each_change_says_what_becomes_of_which_member if {
	found := masked({"type": "note", "id": "note-1", "labels": [], "facts": {"a/b": "one", "c~d": "two", "event": "e", "sender": "s", "wellFormed": false}})
	expected := {
		upsert("/input/subject/id", "patient-1"),
		upsert("/input/resource/id", "note-1"),
		upsert("/input/resource/facts/a~1b", "one"),
		upsert("/input/resource/facts/c~0d", "two"),
		upsert("/result/obligations/filter/value", "patient-1"),
	} with opa.runtime as {"pseudonym_key": "test"}
	found == expected
}

test_codes_stay_whatever_they_are if {
	found := masked({"type": "note", "id": null, "labels": [], "facts": {"event": "e", "sender": "s", "wellFormed": "w"}})
	{change.path | some change in found} == {"/input/subject/id", "/result/obligations/filter/value"}
	count(found) == 2
}

test_what_is_null_needs_no_pseudonym if {
	nobody := object.union(event({"type": "note", "id": null, "labels": [], "facts": {}}), {"input": {"subject": {"id": null}}, "result": {"obligations": {"filter": null}}})
	log.mask == set() with input as nobody with opa.runtime as {"pseudonym_key": "test"}
	log.mask == set() with input as nobody with opa.runtime as {}
}

test_a_pseudonym_is_marked_and_is_the_beginning_of_the_hash if {
	made := log.pseudonym("patient-1") with opa.runtime as {"pseudonym_key": "test"}
	count(made) == 25
	substring(made, 0, 1) == "~"
	startswith(crypto.hmac.sha256("patient-1", "test"), substring(made, 1, 24))
}
