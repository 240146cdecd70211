package corpus.data.redaction

# Every text that looks like something private, wherever it stands in a document.
patterns := {
	"email": `[\w.+-]+@[\w-]+\.[\w.]+`,
	"iban": `\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}\b`,
	"ipv4": `\b(?:\d{1,3}\.){3}\d{1,3}\b`,
}

keys := {"password", "secret", "authorization"}

findings contains {"path": pointer(path), "kind": kind} if {
	walk(input, [path, value])
	is_string(value)
	some kind, pattern in patterns
	regex.match(pattern, value)
}

findings contains {"path": pointer(path), "kind": "key"} if {
	walk(input, [path, _])
	is_string(path[count(path) - 1])
	lower(path[count(path) - 1]) in keys
}

pointer(path) := concat("", [$"/{replace(replace(text(step), "~", "~0"), "/", "~1")}" | some step in path])

text(step) := step if is_string(step)

text(step) := format_int(step, 10) if is_number(step)

outermost := {path |
	some path in {f.path | some f in findings}
	every other in findings {
		not startswith(path, concat("", [other.path, "/"]))
	}
}

redacted := json.patch(input, [{"op": "replace", "path": path, "value": "[redacted]"} | some path in outermost])

summary := {kind: n |
	some kind in {f.kind | some f in findings}
	n := count([1 | some f in findings; f.kind == kind])
}
