package corpus.data.query_limits_test

import data.corpus.data.query_limits

ask(query, roles) := got if {
	got := query_limits.deny with input as {"query": query, "roles": roles, "limit": 3}
}

test_allows_a_small_query if ask("{ patient(id: 1) { name } }", []) == set()

test_denies_depth if {
	ask("{ patient(id: 1) { friends { friends { name } } } }", []) == {"depth 4 is more than 3"}
}

test_denies_private_fields if {
	query := "query Q { patients(first: 3) { notes { text } } }"
	ask(query, []) == {"text is private"}
	ask(query, ["clinician"]) == set()
}

test_denies_what_is_no_query if {
	every query in ["{", "{ patient { name } }", "{ unknown }"] {
		ask(query, []) == {"not a query of this schema"}
	}
}

test_lists_names if {
	query_limits.names == {"patient", "id", "name"} with input.query as "{ patient(id: \"7\") { id name } }"
}
