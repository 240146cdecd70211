package platform.actions.records.note.read_test

import data.platform.actions.records.note.read
import data.platform.lib.fixtures_test as some_

note(labels) := {"type": "note", "id": "1", "labels": labels, "facts": {"authorOrganisation": "A81001"}}

call(subject, relationships, labels) := some_.call_about(subject, some_.gateway, "records.note.read", relationships, note(labels))

test_allows_the_receiver_without_third_party_information if {
	read.outcome.allow with input as call(some_.consultant, [some_.registration, some_.receiver], [])
	read.outcome.obligations.mask == ["/thirdPartyInformation"] with input as call(some_.consultant, [some_.registration, some_.receiver], [])
}

test_allows_the_practice_everything if {
	read.outcome.allow with input as call(some_.gp, [some_.registration], [])
	read.outcome.obligations.mask == [] with input as call(some_.gp, [some_.registration], [])
}

test_asks_for_a_step_up_for_labelled_notes if {
	read.outcome.obligations.stepUp == {"acr": "aal3", "maxAge": 900} with input as call(some_.consultant, [some_.receiver], ["mental-health"])
	read.outcome.obligations.audit == "sensitive" with input as call(some_.consultant, [some_.receiver], ["mental-health"])
}

test_asks_for_no_step_up_for_plain_notes if {
	read.outcome.obligations.stepUp == null with input as call(some_.consultant, [some_.receiver], [])
}

test_denies_very_restricted_labels_as_if_the_note_were_not_there if {
	read.outcome.reasons == ["no_relationship"] with input as call(some_.consultant, [some_.receiver], ["gender-reassignment"])
}

test_denies_an_unrelated_clinician if {
	read.outcome.reasons == ["no_relationship"] with input as call(some_.unrelated, [some_.registration, some_.receiver], [])
}

test_denies_a_missing_note_alike if {
	read.outcome.reasons == ["no_relationship"] with input as some_.call(some_.unrelated, some_.gateway, "records.note.read", [])
}

test_denies_the_notifications_workload if {
	read.outcome.reasons == ["workload_not_granted"] with input as some_.call(some_.gp, some_.notifications, "records.note.read", [some_.registration])
}

test_restricts_the_rows_to_the_organisations if {
	condition := read.outcome.obligations.filter with input as call(some_.consultant, [some_.receiver], [])
	condition == {"type": "field", "operator": "eq", "field": "organisation", "value": "RXX01"}
}

# No grant of emergency access exists (PD-06): until one does, neither the purpose nor the mark in the context opens a note.
test_denies_the_purpose_of_break_glass_even_with_a_relationship if {
	related := call(some_.consultant, [some_.receiver], [])
	read.outcome.allow with input as related
	read.outcome.reasons == ["purpose_not_permitted"] with input as object.union(related, {"purpose": "BTG"})
}

test_denies_an_unrelated_clinician_whom_the_context_calls_break_glass if {
	opened := {"context": {"breakGlass": {"id": "grant-1", "openedAt": "2026-01-05T08:59:00.000Z"}}}
	read.outcome.reasons == ["no_relationship"] with input as object.union(call(some_.unrelated, [], []), opened)
	read.outcome.allow with input as object.union(call(some_.consultant, [some_.receiver], []), opened)
}
