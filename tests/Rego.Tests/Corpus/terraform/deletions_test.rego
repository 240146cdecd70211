package corpus.terraform.deletions_test

import data.corpus.terraform.deletions

change(type, name, actions) := {
	"type": type,
	"address": concat(".", [type, name]),
	"change": {"actions": actions, "before": {}},
}

limits := {"automatic": 4, "hard": 12}

verdict(changes) := got if {
	got := deletions.verdict with input.resource_changes as changes with data.corpus.limits as limits
}

rules(n) := [change("aws_route", format_int(i, 10), ["delete"]) | some i in numbers.range(1, n)]

test_applies_what_is_small if {
	verdict([]) == "apply"
	verdict(rules(4)) == "apply"
}

test_asks_in_between if {
	verdict(rules(5)) == "ask"
	verdict([change("aws_s3_bucket", "a", ["delete"])]) == "ask"
}

test_refuses_what_is_large if {
	verdict(array.concat(rules(3), [change("aws_db_instance", "a", ["delete"])])) == "refuse"
}

test_refuses_what_is_protected if {
	one := json.patch(change("aws_route", "a", ["delete"]), [{"op": "add", "path": "change/before/deletion_protection", "value": true}])
	verdict([one]) == "refuse"
}

test_counts_by_type if {
	got := deletions.by_type with input.resource_changes as array.concat(rules(2), [change("aws_s3_bucket", "a", ["delete", "create"])])
	got == {"aws_route": 2, "aws_s3_bucket": 1}
}

test_knows_replacements if {
	deletions.replaced == {"aws_s3_bucket.a"} with input.resource_changes as [change("aws_s3_bucket", "a", ["create", "delete"])]
}

test_without_limits_it_asks if deletions.verdict == "ask" with input.resource_changes as rules(1)
