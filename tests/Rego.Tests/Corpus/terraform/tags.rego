package corpus.terraform.tags

rules := {
	"Environment": {"one_of": {"dev", "test", "prod"}},
	"Owner": {"pattern": `^[^@\s]+@example\.com$`},
	"Expires": {"date": true},
}

taggable(change) if "tags" in object.keys(change.change.after)

valid(rule, value) if value in rule.one_of

valid(rule, value) if regex.match(rule.pattern, value)

valid(rule, value) if {
	rule.date
	time.parse_ns("2006-01-02", value) > time.now_ns()
}

problems[change.address][tag] := problem if {
	some change in input.resource_changes
	taggable(change)
	some tag, rule in rules
	problem := judge(rule, tag, object.union({}, change.change.after.tags))
}

judge(_, tag, tags) := "missing" if not tags[tag]

judge(rule, tag, tags) := "invalid" if {
	value := tags[tag]
	not valid(rule, value)
}

report := concat("\n", [line |
	some address in sort(object.keys(problems))
	some tag in sort(object.keys(problems[address]))
	line := sprintf("%-12s %-12s %s", [address, tag, problems[address][tag]])
])
