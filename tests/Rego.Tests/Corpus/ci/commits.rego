# METADATA
# title: Commit messages
# description: Conventional commits, and the trailers we need.
package corpus.ci.commits

header := `^(?P<type>[a-z]+)(\((?P<scope>[\w/-]+)\))?(?P<bang>!)?: (?P<subject>.+)$`

types := {"feat", "fix", "docs", "test", "refactor", "chore", "revert"}

lines(commit) := split(trim_right(commit.message, "\n"), "\n")

parts(commit) := {"type": m[1], "scope": m[3], "breaking": m[4] == "!", "subject": m[5]} if {
	some m in regex.find_all_string_submatch_n(header, lines(commit)[0], 1)
}

trailers(commit) := {name: values |
	some name in ["Signed-off-by", "Reviewed-by", "Refs"]
	prefix := concat("", [name, ": "])
	values := {trim_prefix(line, prefix) | some line in lines(commit); startswith(line, prefix)}
}

deny[short(commit)] contains "the first line is not a conventional header" if {
	some commit in input.commits
	not parts(commit)
}

deny[short(commit)] contains $"{parts(commit).type} is not a type" if {
	some commit in input.commits
	not parts(commit).type in types
}

deny[short(commit)] contains sprintf("line %d is %d characters long", [i + 1, count(line)]) if {
	some commit in input.commits
	some i, line in lines(commit)
	count(line) > 72
	not regex.match(`^\S+$`, line)
}

deny[short(commit)] contains "the second line is not empty" if {
	some commit in input.commits
	lines(commit)[1] != ""
}

deny[short(commit)] contains "not signed off by its author" if {
	some commit in input.commits
	not commit.author in trailers(commit)["Signed-off-by"]
}

short(commit) := substring(commit.sha, 0, 7)

next_version := "major" if {
	some commit in input.commits
	parts(commit).breaking
} else := "minor" if {
	some commit in input.commits
	parts(commit).type == "feat"
} else := "patch"
