package corpus.ci.licences_test

import data.corpus.ci.licences

rules := {
	"allowed": ["MIT", "Apache-2.0", "LGPL-2.1"],
	"exceptions": {"GPL-2.0 WITH Classpath-exception-2.0"},
	"waivers": [{"name": "@old/*", "until": "2030-01-01"}],
}

denied(name, licence, at) := got if {
	got := licences.deny with input.dependencies as [{"name": name, "licence": licence}]
		with data.corpus.licences as rules
		with time.now_ns as time.parse_rfc3339_ns(at)
}

test_expressions[expression] := (denied("x", expression, "2029-01-01T00:00:00Z") == set()) == want if {
	some expression, want in {
		"MIT": true,
		"GPL-3.0": false,
		"GPL-3.0 OR MIT": true,
		"MIT AND GPL-3.0": false,
		"GPL-3.0 OR MIT AND Apache-2.0": true,
		"LGPL-2.1-or-later": true,
		"GPL-2.0 WITH Classpath-exception-2.0": true,
		"GPL-2.0": false,
	}
}

test_a_waiver_ends if {
	denied("@old/thing", "GPL-3.0", "2029-12-31T00:00:00Z") == set()
	denied("@old/thing", "GPL-3.0", "2030-01-01T00:00:00Z") == {"@old/thing: GPL-3.0"}
	denied("@old/a/b", "GPL-3.0", "2029-12-31T00:00:00Z") == {"@old/a/b: GPL-3.0"}
}

test_denies_what_has_none if {
	licences.deny == {"x: NONE"} with input.dependencies as [{"name": "x"}] with data.corpus.licences as rules
}

test_writes_the_notice if {
	licences.notice == "Apache-2.0: b, c\nMIT: a, b" with input.dependencies as [
		{"name": "a", "licence": "MIT"},
		{"name": "b", "licence": "MIT OR Apache-2.0"},
		{"name": "c", "licence": "Apache-2.0"},
	]
}
