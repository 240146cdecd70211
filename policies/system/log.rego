# METADATA
# title: What a decision log does not hold
# description: >-
#   The ids of people and things, and everything that a policy has no use for, leave an event before it is written. An id becomes a pseudonym that is the
#   same wherever the id stood in the event, so that the decision can be made again; the key of the pseudonyms never leaves the process that decided.
package system.log

# Facts that are codes of the platform or of an organisation, and no reference to anybody.
codes := {"authorOrganisation", "event", "sender", "wellFormed"}

mask contains {"op": "upsert", "path": path, "value": pseudonym(id)} if {
	some path, id in ids
}

# What the answer repeats of an id.
mask contains {"op": "upsert", "path": concat("/", array.concat(["", "result"], [segment(part) | some part in path])), "value": pseudonym(value)} if {
	walk(input.result, [path, value])
	is_string(value)
	some id in ids
	value == id
}

# Without a key there is no pseudonym.
mask contains path if {
	some path, id in ids
	not pseudonym(id)
}

mask contains "/result/obligations/filter" if {
	input.result.obligations.filter != null
	not pseudonym("any")
}

ids["/input/subject/id"] := input.input.subject.id if is_string(input.input.subject.id)

# The resource of a route is the route's name.
ids["/input/resource/id"] := input.input.resource.id if {
	is_string(input.input.resource.id)
	input.input.resource.type != "route"
}

ids[concat("/", ["", "input", "resource", "facts", segment(name)])] := value if {
	some name, value in input.input.resource.facts
	not name in codes
	is_string(value)
}

# A fact that is neither a code nor an id is for no log.
mask contains concat("/", ["", "input", "resource", "facts", segment(name)]) if {
	some name, value in input.input.resource.facts
	not name in codes
	not is_string(value)
}

segment(part) := replace(replace(sprintf("%v", [part]), "~", "~0"), "/", "~1")

pseudonym(id) := concat("", ["~", substring(crypto.hmac.sha256(id, opa.runtime().pseudonym_key), 0, 24)])
