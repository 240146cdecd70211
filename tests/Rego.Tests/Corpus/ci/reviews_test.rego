package corpus.ci.reviews_test

import data.corpus.ci.reviews

owners := [
	{"pattern": "**", "teams": ["core"]},
	{"pattern": "docs/**", "teams": ["writers", "core"]},
	{"pattern": "**.sql", "teams": ["data"]},
]

teams := {"core": ["ann", "bob"], "writers": ["wyn"], "data": ["dee"]}

review(user, state) := {"user": user, "state": state, "commit": "c2"}

request(files, given) := {"author": "ann", "head": "c2", "files": files, "reviews": given}

merge(request_) := got if {
	got := reviews.merge with input as request_ with data.corpus.owners as owners with data.corpus.teams as teams
}

test_allows_with_the_owner if {
	merge(request(["src/a.cs"], [review("bob", "APPROVED")]))
	merge(request(["docs/a/b.md"], [review("wyn", "APPROVED")]))
}

test_denies_without_the_owner if {
	not merge(request(["src/a.cs", "db/1.sql"], [review("bob", "APPROVED")]))
	merge(request(["src/a.cs", "db/1.sql"], [review("bob", "APPROVED"), review("dee", "APPROVED")]))
}

test_denies_the_author if not merge(request(["src/a.cs"], [review("ann", "APPROVED")]))

test_only_the_last_word_counts if {
	not merge(request(["src/a.cs"], [review("bob", "APPROVED"), review("bob", "CHANGES_REQUESTED")]))
	merge(request(["src/a.cs"], [review("bob", "CHANGES_REQUESTED"), review("bob", "APPROVED")]))
}

test_an_old_commit_does_not_count if {
	not merge(request(["src/a.cs"], [object.union(review("bob", "APPROVED"), {"commit": "c1"})]))
}

test_large_changes_need_two if {
	files := [sprintf("src/%d.cs", [i]) | some i in numbers.range(1, 21)]
	not merge(request(files, [review("bob", "APPROVED")]))
	merge(request(files, [review("bob", "APPROVED"), review("wyn", "APPROVED")]))
}

test_names_what_is_missing if {
	reviews.missing == {"x.sql": ["data"]} with input as request(["x.sql"], []) with data.corpus.owners as owners
}
