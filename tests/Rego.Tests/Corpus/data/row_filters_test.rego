package corpus.data.row_filters_test

import data.corpus.data.row_filters

rows := [
	{"id": 1, "region": "north", "department": "a", "classification": 0},
	{"id": 2, "region": "south", "department": "a", "classification": 1},
	{"id": 3, "region": "north", "department": "o'b", "classification": 2},
	{"id": 4, "region": "east", "department": "b", "classification": 0},
]

visible(user) := ids if {
	seen := row_filters.visible with input as {"user": user, "rows": rows}
	ids := [row.id | some row in seen]
}

analyst := {"role": "analyst", "regions": ["south", "north"]}

test_analysts_see_their_regions if {
	visible(analyst) == [1, 2]
	row_filters.where == "classification <= 1 AND region IN ('north', 'south')" with input.user as analyst
}

test_managers_see_their_department if {
	visible({"role": "manager", "department": "a"}) == [1, 2]
	row_filters.where == "department = 'o''b'" with input.user as {"role": "manager", "department": "o'b"}
}

test_auditors_see_all if {
	row_filters.where == "TRUE" with input.user as {"role": "auditor"}
	visible({"role": "auditor"}) == [1, 2, 3, 4]
}

test_others_see_nothing if {
	row_filters.where == "FALSE" with input.user as {"role": "guest"}
	visible({"role": "guest"}) == []
}
