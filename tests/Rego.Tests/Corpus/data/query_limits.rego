package corpus.data.query_limits

document := graphql.parse_query(input.query) if graphql.is_valid(input.query, schema)

schema := `
type Query { patient(id: ID!): Patient, patients(first: Int): [Patient] }
type Patient { id: ID!, name: String, notes: [Note], friends: [Patient] }
type Note { id: ID!, text: String }
`

private := {"Note": {"text"}}

selections contains {"name": node.Name, "depth": depth} if {
	walk(document.Operations, [path, node])
	node.Name
	path[count(path) - 2] == "SelectionSet"
	depth := count([step | some step in path; step == "SelectionSet"])
}

depth := max({s.depth | some s in selections})

names := {s.name | some s in selections}

deny contains "not a query of this schema" if not document

deny contains sprintf("depth %d is more than %d", [depth, input.limit]) if depth > input.limit

deny contains sprintf("%s is private", [field]) if {
	some field in private.Note
	field in names
	not "clinician" in input.roles
}

deny contains "mutations are not allowed here" if {
	some operation in document.Operations
	operation.Operation != "query"
}
