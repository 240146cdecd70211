package corpus.data.masking

purposes := {"care": {"name", "email", "birth"}, "billing": {"name", "card"}, "research": {"birth"}}

default mask(_, _) := null

mask("email", value) := regex.replace(value, `^(.)[^@]*`, "$1***")

mask("card", value) := concat("", ["**** ", substring(value, count(value) - 4, -1)])

mask("name", value) := concat(" ", [concat("", [substring(word, 0, 1), "."]) | some word in split(value, " ")])

mask("birth", value) := substring(value, 0, 4)

sensitive := union({fields | some _, fields in purposes})

clear := object.get(purposes, input.purpose, set())

masked(record) := {field: shown |
	some field, value in record
	shown := show(field, value)
}

show(field, value) := value if not field in sensitive

show(field, value) := value if field in clear

show(field, value) := mask(field, value) if {
	field in sensitive
	not field in clear
}

output := [masked(record) | some record in input.records]

# Paths for the decision log, so that it does not keep what is masked here.
log_erase contains path if {
	some i, record in input.records
	some field, _ in record
	field in sensitive
	path := sprintf("/input/records/%d/%s", [i, field])
}
