# METADATA
# title: Bodies
# description: What may be posted, by JSON schema and by size.
package corpus.envoy.bodies

schemas := {
	"/orders": {
		"type": "object",
		"required": ["sku", "quantity"],
		"additionalProperties": false,
		"properties": {
			"sku": {"type": "string", "pattern": "^[A-Z]{3}-[0-9]+$"},
			"quantity": {"type": "integer", "minimum": 1, "maximum": 99},
		},
	},
	"/notes": {"type": "object", "properties": {"text": {"type": "string", "maxLength": 20}}},
}

body := json.unmarshal(input.body) if {
	startswith(input.headers["content-type"], "application/json")
	count(input.body) <= units.parse_bytes("1KiB")
}

outcome := {"allowed": true} if {
	[true, _] = json.match_schema(body, schemas[input.path])
} else := {"allowed": false, "status": 422, "fields": fields} if {
	[false, errors] = json.match_schema(body, schemas[input.path])
	fields := sort({error.field | some error in errors})
} else := {"allowed": false, "status": 413} if {
	count(input.body) > units.parse_bytes("1KiB")
} else := {"allowed": false, "status": 404} if {
	not input.path in object.keys(schemas)
} else := {"allowed": false, "status": 400}
