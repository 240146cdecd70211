package corpus.data.documents_test

import data.corpus.data.documents

files := {
	"root": {"shares": {"read": ["everyone"]}},
	"team": {"parent": "root", "shares": {"write": ["group:team"]}},
	"plan": {"parent": "team", "owner": "ann"},
	"vault": {"parent": "team", "inherit": false, "owner": "ann", "shares": {"read": ["bob"]}},
	"key": {"parent": "vault"},
}

allowed(user, groups, action, file) if {
	documents.allow with input as {"user": user, "groups": groups, "action": action, "file": file} with data.corpus.files as files
}

test_inherits_from_above if {
	allowed("cy", [], "read", "plan")
	allowed("cy", ["team"], "write", "plan")
	not allowed("cy", [], "write", "plan")
}

test_stops_where_it_is_told if {
	not allowed("cy", ["team"], "read", "vault")
	not allowed("cy", ["team"], "write", "key")
	allowed("bob", [], "read", "key")
}

test_owners_may_both if {
	allowed("ann", [], "read", "vault")
	allowed("ann", [], "write", "vault")
	not allowed("ann", [], "write", "key")
}

test_lists_what_is_readable if {
	documents.readable == ["key", "plan", "root", "team", "vault"] with input as {"user": "bob", "groups": []}
		with data.corpus.files as files
	documents.readable == ["plan", "root", "team"] with input as {"user": "cy", "groups": []} with data.corpus.files as files
}

test_unknown_files_are_denied if not allowed("ann", [], "read", "nowhere")
