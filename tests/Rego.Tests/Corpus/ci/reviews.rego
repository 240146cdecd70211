package corpus.ci.reviews

import data.corpus.owners

# The most specific pattern wins, as in CODEOWNERS: the last that matches.
owner_of(file) := rule.teams if {
	indices := [i |
		some i, rule in owners
		glob.match(rule.pattern, ["/"], file)
	]
	rule := owners[max(indices)]
}

approvers := {review.user |
	some review in latest
	review.state == "APPROVED"
	review.user != input.author
}

# Only what a reviewer said last counts, and only for this commit.
latest contains review if {
	some user in {r.user | some r in input.reviews}
	theirs := [r | some r in input.reviews; r.user == user]
	review := theirs[count(theirs) - 1]
	review.commit == input.head
}

missing[file] := teams if {
	some file in input.files
	teams := owner_of(file)
	not approved_by(teams)
}

approved_by(teams) if {
	some team in teams
	some member in data.corpus.teams[team]
	member in approvers
}

blocked_by contains review.user if {
	some review in latest
	review.state == "CHANGES_REQUESTED"
}

needed := 2 if count(input.files) > 20

needed := 1 if count(input.files) <= 20

default merge := false

merge if {
	count(missing) == 0
	count(blocked_by) == 0
	count(approvers) >= needed
}
