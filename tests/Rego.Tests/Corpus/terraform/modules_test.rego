package corpus.terraform.modules_test

import data.corpus.terraform.modules

approved := {"reg.example.com/net/vpc/aws": "2.1.0"}

vpc(version) := {"source": "reg.example.com/net/vpc/aws", "version_constraint": version}

denied(calls) := got if {
	got := modules.deny with input.configuration.root_module.module_calls as calls with data.corpus.modules.approved as approved
}

test_allows_local_and_new_modules if {
	denied({"a": {"source": "./a"}, "b": vpc("2.1.0"), "c": vpc("2.10.0")}) == set()
}

test_denies_old_modules if {
	denied({"a": vpc("2.1.0-rc.1"), "b": vpc("~> 2")}) == {
		["a", "version 2.1.0-rc.1 is not at least 2.1.0"],
		["b", "version ~> 2 is not at least 2.1.0"],
	}
}

test_denies_what_is_not_approved if {
	denied({"a": {"source": "reg.example.com/net/dns/aws"}}) == {["a", "not approved"]}
}

test_git_needs_a_commit if {
	ref := crypto.sha1("any")
	denied({"a": {"source": "git::https://git.example.com/m?ref=v1"}}) == {["a", "pin a git source to a commit"]}
	denied({"a": {"source": concat("", ["git::https://git.example.com/m?ref=", ref])}}) == set()
}

test_looks_into_modules if {
	inner := {"source": "./a", "module": {"module_calls": {"b": {"source": "ftp:x"}}}}
	denied({"a": inner}) == {["a.b", "unknown kind of source"]}
}
