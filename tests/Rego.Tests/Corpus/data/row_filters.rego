package corpus.data.row_filters

# A conjunction of terms for the database, instead of the rows themselves.
clauses contains clause if some clause in role_clauses[input.user.role]

role_clauses.analyst := [
	{"column": "region", "op": "in", "value": sort(input.user.regions)},
	{"column": "classification", "op": "<=", "value": 1},
]

role_clauses.manager := [{"column": "department", "op": "=", "value": input.user.department}]

role_clauses.auditor := []

known if role_clauses[input.user.role]

default where := "FALSE"

where := "TRUE" if {
	known
	count(clauses) == 0
} else := concat(" AND ", sort({render(clause) | some clause in clauses})) if {
	known
}

render({"column": column, "op": "in", "value": values}) := sprintf("%s IN (%s)", [column, concat(", ", [quote(v) | some v in values])])

render({"column": column, "op": op, "value": value}) := sprintf("%s %s %s", [column, op, quote(value)]) if op != "in"

quote(value) := sprintf("'%s'", [replace(value, "'", "''")]) if is_string(value)

quote(value) := format_int(value, 10) if is_number(value)

# The same clauses, for rows that are already here.
visible := [row |
	some row in input.rows
	known
	every clause in clauses {
		holds(clause, row[clause.column])
	}
]

holds({"op": "in", "value": values, "column": _}, cell) if cell in values

holds({"op": "=", "value": value, "column": _}, cell) if cell == value

holds({"op": "<=", "value": value, "column": _}, cell) if cell <= value
