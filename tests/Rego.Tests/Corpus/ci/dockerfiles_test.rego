package corpus.ci.dockerfiles_test

import data.corpus.ci.dockerfiles

base := "registry.example.com/base@sha256:0011"

line(stage, cmd, value) := {"stage": stage, "cmd": cmd, "value": value}

good := [
	line(0, "from", [base, "AS", "build"]),
	line(0, "run", ["apt-get update && apt-get -y install gcc"]),
	line(1, "from", ["build"]),
	line(1, "user", ["root"]),
	line(1, "user", ["app:app"]),
	line(1, "healthcheck", ["CMD", "true"]),
]

test_allows_a_good_one if {
	dockerfiles.deny == set() with input as good
	dockerfiles.warn == set() with input as good
}

test_denies_root[name] := got == {"the last stage runs as root"} if {
	some name, lines in {
		"by silence": [],
		"by name": [line(0, "user", ["root"])],
		"by number": [line(0, "user", ["0:0"])],
		"at last": [line(0, "user", ["app"]), line(0, "user", ["root:app"])],
	}
	got := dockerfiles.deny with input as array.concat([line(0, "from", [base])], lines)
}

test_denies_tags if {
	dockerfiles.deny == {"stage 0: node:22 is not pinned by digest"} with input as [line(0, "from", ["node:22"]), line(0, "user", ["app"])]
}

test_denies_single_steps if {
	got := dockerfiles.deny with input as array.concat(good, [
		line(1, "add", ["a.txt", "https://example.com/x.tgz", "/opt/"]),
		line(1, "run", ["apt-get  update"]),
		line(1, "env", ["DB_PASSWORD=hunter2"]),
		line(1, "arg", ["npm_token"]),
		line(1, "env", ["TOKENS_PER_MINUTE=3"]),
	])
	got == {
		"ADD fetches https://example.com/x.tgz; use COPY",
		"DB_PASSWORD looks like a secret",
		"apt-get update stands alone and will be cached",
		"npm_token looks like a secret",
	}
}

test_warns_without_healthcheck if dockerfiles.warn == {"no HEALTHCHECK"} with input as []
