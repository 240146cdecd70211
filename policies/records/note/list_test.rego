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
