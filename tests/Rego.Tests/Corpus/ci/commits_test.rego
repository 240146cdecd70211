package corpus.ci.commits_test

import data.corpus.ci.commits

ann := "Ann <ann@example.com>"

commit(header, rest) := {
	"sha": "0123456789abcdef",
	"author": ann,
	"message": concat("\n", array.concat([header, ""], array.concat(rest, [concat("", ["Signed-off-by: ", ann]), ""]))),
}

found(one) := got if {
	got := commits.deny with input.commits as [one]
}

test_allows_good_messages if {
	every header in ["feat(api): add orders", "fix: do not lose the last line", "refactor(web/cart)!: one basket"] {
		found(commit(header, ["Because.", ""])) == {}
	}
}

test_denies_other_headers if {
	every header in ["Add orders", "feat:no space", "FEAT: shouting", ""] {
		"the first line is not a conventional header" in found(commit(header, []))["0123456"]
	}
}

test_denies_other_types if {
	found(commit("feature: x", [])) == {"0123456": {"feature is not a type"}}
}

test_denies_long_lines_but_not_links if {
	long := sprintf("%0100d", [1])
	found(commit("fix: a", [concat("/", ["https://example.com", long])])) == {}
	found(commit("fix: a", [concat(" ", ["see", long])])) == {"0123456": {"line 3 is 104 characters long"}}
}

test_denies_a_foreign_sign_off if {
	other := object.union(commit("fix: a", []), {"author": "Bob <bob@example.com>"})
	found(other) == {"0123456": {"not signed off by its author"}}
}

test_next_version[want] := got == want if {
	some want, headers in {
		"patch": ["fix: a", "docs: b"],
		"minor": ["fix: a", "feat: b"],
		"major": ["feat: a", "fix!: b"],
	}
	got := commits.next_version with input.commits as [commit(h, []) | some h in headers]
}
