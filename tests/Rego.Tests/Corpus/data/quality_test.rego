package corpus.data.quality_test

import data.corpus.data.quality

good := {"id": 1, "email": "ann@example.com", "age": 33, "country": "GB"}

table(changes) := {"rows": [object.union(good, object.union({"id": i}, change)) | some i, change in changes]}

test_accepts_good_rows if {
	quality.accept with input as table([{}, {}, {}])
	quality.problem == {} with input as table([{}, {}])
}

test_finds_each_kind if {
	got := quality.problem with input as table([{}, {"country": ""}, {"country": "XX"}, {"age": 131}, {"age": -1}, {"email": "x y@"}])
	got == {
		"age": {"range": {3, 4}},
		"country": {"empty": {1}, "values": {1, 2}},
		"email": {"pattern": {5}},
	}
}

test_finds_duplicates if {
	got := quality.problem with input as table([{}, {"id": 0}, {"id": null}, {"id": 5}, {"id": 5}])
	got == {"id": {"empty": {2}, "twice": {0, 5}}}
}

test_tolerates_a_share if {
	rows := [{}, {}, {}, {"age": 200}]
	not quality.accept with input as table(rows)
	quality.accept with input as object.union(table(rows), {"tolerance": 0.25})
	not quality.accept with input as object.union(table(rows), {"tolerance": 0.24})
}

test_does_not_judge_an_empty_table if not quality.accept with input as {"rows": []}
