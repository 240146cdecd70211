package corpus.envoy.routing

# Segments of a route; ":name" takes any one, "*" takes the rest.
routes := [
	{"method": "GET", "path": ["health"], "who": "anyone"},
	{"method": "GET", "path": ["users", ":id"], "who": "self"},
	{"method": "GET", "path": ["orders", ":id", "lines", ":line"], "who": "staff"},
	{"method": "*", "path": ["admin", "*"], "who": "admin"},
]

segments := split(trim(parsed.path, "/"), "/")

parsed := uri.parse(input.path)

matching[i] := parameters if {
	some i, route in routes
	route.method in {"*", input.method}
	fits(route.path)
	parameters := {trim_prefix(name, ":"): value |
		some j, name in route.path
		startswith(name, ":")
		value := segments[j]
	}
}

fits(path) if {
	count(path) == count(segments)
	not "*" in path
	every i, name in path {
		segment_fits(name, segments[i])
	}
}

fits(path) if {
	path[count(path) - 1] == "*"
	fixed := array.slice(path, 0, count(path) - 1)
	fixed == array.slice(segments, 0, count(fixed))
	count(segments) > count(fixed)
}

segment_fits(name, segment) if name == segment

segment_fits(name, segment) if {
	startswith(name, ":")
	segment != ""
}

default allow := false

allow if {
	some i, parameters in matching
	permitted(routes[i].who, parameters)
}

permitted("anyone", _) := true

permitted("self", parameters) if parameters.id == input.user

permitted(role, _) if role in input.roles
