package corpus.data.redaction_test

import data.corpus.data.redaction

log := {
	"message": "mail from ann@example.com",
	"request": {"Authorization": {"scheme": "Basic", "user": "bob@example.com"}, "path": "/a"},
	"hops": ["10.0.0.1", "localhost", "1.2.3"],
	"a/b": "pay GB33 BUKB 2020 1555 5555 55",
	"n": 42,
}

test_redacts_what_is_private if {
	redaction.redacted == {
		"message": "[redacted]",
		"request": {"Authorization": "[redacted]", "path": "/a"},
		"hops": ["[redacted]", "localhost", "1.2.3"],
		"a/b": "[redacted]",
		"n": 42,
	} with input as log
}

test_leaves_the_rest if {
	harmless := {"a": [1, true, null, "text"], "passwords": 3}
	redaction.findings == set() with input as harmless
	redaction.redacted == harmless with input as harmless
}

test_escapes_pointers if {
	{"path": "/a~1b", "kind": "iban"} in redaction.findings with input as log
	redaction.pointer(["x~y", 0, "z"]) == "/x~0y/0/z"
}

test_counts if redaction.summary == {"email": 2, "iban": 1, "ipv4": 1, "key": 1} with input as log
