package platform.lib.filter_test

import data.platform.lib.filter

test_equal_is_a_field_condition if {
	filter.equal("organisation", "A81001") == {"type": "field", "operator": "eq", "field": "organisation", "value": "A81001"}
}

test_one_of_takes_a_list if filter.one_of("confidentiality", ["N", "R"]).operator == "in"

test_any_of_and_all_of_nest if {
	nested := filter.all_of([filter.any_of([filter.equal("a", 1)]), filter.equal("b", 2)])
	nested.operator == "and"
	nested.value[0].operator == "or"
	nested.value[0].value[0].field == "a"
}

test_conditions_have_the_members_of_ucast if {
	one := {"type": "field", "operator": "in", "field": "a", "value": [1, 2]}
	filter.one_of("a", [1, 2]) == one
	filter.any_of([one]) == {"type": "compound", "operator": "or", "value": [one]}
	filter.all_of([one]) == {"type": "compound", "operator": "and", "value": [one]}
}
