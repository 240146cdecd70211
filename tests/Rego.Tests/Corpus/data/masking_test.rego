package corpus.data.masking_test

import data.corpus.data.masking

ann := {"id": 7, "name": "Ann Marie Lee", "email": "ann@example.com", "birth": "1980-02-03", "card": "4111111111111234"}

shown(purpose) := got if {
	[got] = masking.output with input as {"purpose": purpose, "records": [ann]}
}

test_shows_what_the_purpose_needs if {
	shown("care") == object.union(ann, {"card": "**** 1234"})
	shown("billing").card == ann.card
}

test_masks_the_rest if {
	shown("research") == {
		"id": 7,
		"name": "A. M. L.",
		"email": "a***@example.com",
		"birth": "1980-02-03",
		"card": "**** 1234",
	}
}

test_masks_all_without_a_purpose if {
	shown("curiosity").birth == "1980"
	every field in masking.sensitive {
		shown("curiosity")[field] != ann[field]
	}
}

test_erases_the_log if {
	got := masking.log_erase with input.records as [{"id": 1}, ann]
	got == {concat("/", ["/input/records/1", field]) | some field in ["name", "email", "birth", "card"]}
}

test_unknown_fields_become_null if masking.mask("shoe", 42) == null
