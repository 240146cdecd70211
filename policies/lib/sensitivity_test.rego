package platform.lib.sensitivity_test

import data.platform.lib.fixtures_test as some_
import data.platform.lib.sensitivity

note(labels, author) := {"type": "note", "id": "1", "labels": labels, "facts": {"authorOrganisation": author}}

by_consultant(labels, author) := some_.call_about(some_.consultant, some_.gateway, "records.note.read", [some_.receiver], note(labels, author))

by_practice(labels) := some_.call_about(some_.gp, some_.gateway, "records.note.read", [some_.registration], note(labels, "RYY02"))

test_receiver_reads_restricted_labels if sensitivity.readable with input as by_consultant(["mental-health"], "A81001")

test_receiver_does_not_read_very_restricted_labels if {
	not sensitivity.readable with input as by_consultant(["termination-of-pregnancy"], "A81001")
	not sensitivity.readable with input as by_consultant(["mental-health", "termination-of-pregnancy"], "A81001")
}

test_author_organisation_reads_its_own if {
	sensitivity.readable with input as by_consultant(["termination-of-pregnancy"], "RXX01")
	sensitivity.unrestricted with input as by_consultant(["termination-of-pregnancy"], "RXX01")
}

test_practice_reads_every_label if sensitivity.readable with input as by_practice(["gender-reassignment", "hiv"])

test_nobody_reads_past_an_unknown_label if {
	not sensitivity.readable with input as by_consultant(["secret"], "A81001")
	not sensitivity.readable with input as by_practice(["secret"])
}

test_nothing_is_readable_without_a_relationship if {
	not sensitivity.readable with input as some_.call_about(some_.unrelated, some_.gateway, "records.note.read", [some_.receiver], note([], "RYY02"))
}

test_levels_depend_on_the_registration if {
	sensitivity.levels == ["N", "R", "V"] with input as by_practice([])
	sensitivity.levels == ["N", "R"] with input as by_consultant([], "A81001")
}

test_labels_need_a_step_up if {
	sensitivity.step_up == {"acr": "aal3", "maxAge": 900} with input as by_practice(["hiv"])
	sensitivity.step_up == null with input as by_practice([])
}

test_labels_are_audited_as_sensitive if {
	sensitivity.audit == "sensitive" with input as by_practice(["hiv"])
	sensitivity.audit == "standard" with input as by_practice([])
}

test_an_author_without_a_relationship_reads_nothing_of_it if {
	written := some_.call_about(some_.unrelated, some_.gateway, "records.note.read", [some_.receiver], note([], "RYY02"))
	not sensitivity.unrestricted with input as written
}
