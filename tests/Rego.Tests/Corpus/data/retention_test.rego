package corpus.data.retention_test

import data.corpus.data.retention

records := [
	{"id": "a", "kind": "invoice", "created": day("2020-03-01"), "size": "1KiB"},
	{"id": "b", "kind": "log", "created": day("2029-08-31"), "size": "2KB"},
	{"id": "c", "kind": "contract", "created": day("1990-01-01"), "size": "1MB"},
	{"id": "d", "kind": "photo", "created": day("2029-03-20"), "size": "1MB"},
	{"id": "e", "kind": "photo", "created": day("2028-03-20"), "size": "1.5KB", "owner": "ann"},
	{"id": "f", "kind": "log", "created": day("2029-12-31"), "size": "1B"},
]

day(text) := time.parse_ns("2006-01-02", text)

plan(holds) := got if {
	got := retention.plan with input.records as records
		with data.corpus.holds as holds
		with time.now_ns as day("2030-03-01")
}

test_deletes_what_is_old_and_keeps_the_rest if {
	plan([]) == {"delete": {"a", "e"}, "keep": {"c", "f"}, "warn": {"b", "d"}}
}

test_a_hold_stops_it if {
	plan([{"where": {"kind": "photo", "owner": "ann"}}]).hold == {"e"}
	plan([{"where": {"kind": "invoice"}}, {"where": {"id": "e"}}]).hold == {"a", "e"}
	not plan([{"where": {"kind": "invoice"}}, {"where": {"id": "e"}}])["delete"]
}

test_adds_up_what_is_freed if {
	got := retention.bytes_freed with input.records as records with data.corpus.holds as [] with time.now_ns as day("2030-03-01")
	got == 1024 + 1500
}

test_for_ever_has_no_end if not retention.expires({"kind": "contract", "created": 0})
