package corpus.terraform.tags_test

import data.corpus.terraform.tags

plan(given) := {"resource_changes": [{"address": "vm.a", "change": {"after": {"tags": given}}}]}

good := {"Environment": "prod", "Owner": "ann@example.com", "Expires": "2031-01-01"}

new_year_2030 := time.parse_rfc3339_ns("2030-01-01T00:00:00Z")

found(given) := got if {
	got := tags.problems with input as plan(given) with time.now_ns as new_year_2030
}

test_allows_good_tags if found(good) == {}

test_denies_missing_tags if {
	found({}) == {"vm.a": {"Environment": "missing", "Expires": "missing", "Owner": "missing"}}
}

test_denies_wrong_values if {
	found({"Environment": "live", "Owner": "ann@example.org", "Expires": "soon"}) == {"vm.a": {
		"Environment": "invalid",
		"Expires": "invalid",
		"Owner": "invalid",
	}}
}

test_denies_what_has_expired if {
	found(object.union(good, {"Expires": "2029-12-31"})) == {"vm.a": {"Expires": "invalid"}}
}

test_ignores_what_has_no_tags if {
	tags.problems == {} with input as {"resource_changes": [{"address": "x", "change": {"after": {"name": "n"}}}]}
}

test_reports_in_columns if {
	got := tags.report with input as plan(object.remove(good, {"Owner"})) with time.now_ns as new_year_2030
	got == "vm.a         Owner        missing"
}
