package corpus.data.quality

# Columns of a table and what holds for their values.
columns := {
	"id": {"unique": true, "required": true},
	"email": {"pattern": `^\S+@\S+$`},
	"age": {"range": [0, 130]},
	"country": {"values": {"GB", "FR", "DE"}, "required": true},
}

problem[name].empty := rows if {
	some name, column in columns
	column.required
	rows := {i | some i, row in input.rows; object.get(row, name, "") in {"", null}}
	count(rows) > 0
}

problem[name].pattern := rows if {
	some name, column in columns
	rows := {i | some i, row in input.rows; not regex.match(column.pattern, row[name]); row[name]}
	count(rows) > 0
}

problem[name].range := rows if {
	some name, column in columns
	[low, high] := column.range
	rows := {i | some i, row in input.rows; outside(row[name], low, high)}
	count(rows) > 0
}

problem[name].values := rows if {
	some name, column in columns
	rows := {i | some i, row in input.rows; row[name]; not row[name] in column.values}
	column.values
	count(rows) > 0
}

problem[name].twice := values if {
	some name, column in columns
	column.unique
	values := {a[name] |
		some i, a in input.rows
		some j, b in input.rows
		i < j
		a[name] == b[name]
	}
	count(values) > 0
}

outside(value, low, _) if value < low

outside(value, _, high) if value > high

bad_rows := union({rows | some _, kinds in problem; some kind, rows in kinds; kind != "twice"})

accept if count(bad_rows) / count(input.rows) <= object.get(input, "tolerance", 0)
