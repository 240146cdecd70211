package platform.actions.records.note.list_test

import data.platform.actions.records.note.list
import data.platform.lib.fixtures_test as some_

call(subject, relationships) := some_.call(subject, some_.gateway, "records.note.list", relationships)

confidentialities(condition) := condition.value[1].value[0].value

test_allows_the_practice_every_level if {
	list.outcome.allow with input as call(some_.gp, [some_.registration])
	condition := list.outcome.obligations.filter with input as call(some_.gp, [some_.registration])
	confidentialities(condition) == ["N", "R", "V"]
}

test_allows_the_receiver_all_but_very_restricted_notes if {
	list.outcome.allow with input as call(some_.consultant, [some_.receiver])
	condition := list.outcome.obligations.filter with input as call(some_.consultant, [some_.receiver])
	confidentialities(condition) == ["N", "R"]
	condition.value[0].value == "RXX01"
}

test_denies_an_unrelated_clinician if {
	list.outcome.reasons == ["no_relationship"] with input as call(some_.unrelated, [some_.registration])
}

test_restricts_the_rows_to_the_organisations_and_to_what_it_may_read_or_wrote if {
	condition := list.outcome.obligations.filter with input as call(some_.consultant, [some_.receiver])
	condition == {"type": "compound", "operator": "and", "value": [
		{"type": "field", "operator": "eq", "field": "organisation", "value": "RXX01"},
		{"type": "compound", "operator": "or", "value": [
			{"type": "field", "operator": "in", "field": "confidentiality", "value": ["N", "R"]},
			{"type": "field", "operator": "eq", "field": "authorOrganisation", "value": "RXX01"},
		]},
	]}
}

test_denies_an_auditor if list.outcome.reasons == ["role_not_permitted"] with input as call(some_.auditor, [])

test_denies_low_assurance_whatever_the_relationship if {
	list.outcome.reasons == ["assurance_too_low"] with input as call(object.union(some_.consultant, {"acr": "aal1"}), [some_.receiver])
}
