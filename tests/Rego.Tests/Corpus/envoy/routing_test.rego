package corpus.envoy.routing_test

import data.corpus.envoy.routing

call(method, path) := {"method": method, "path": path, "user": "7", "roles": ["staff"]}

test_decides[name] := got == case.allow if {
	some name, case in {
		"health is open": {"in": call("GET", "/health"), "allow": true},
		"a query changes nothing": {"in": call("GET", "/health?x=/admin/a"), "allow": true},
		"health is for reading": {"in": call("POST", "/health"), "allow": false},
		"one's own record": {"in": call("GET", "/users/7"), "allow": true},
		"another's record": {"in": call("GET", "/users/8"), "allow": false},
		"an empty segment": {"in": call("GET", "/orders//lines/2"), "allow": false},
		"staff see orders": {"in": call("GET", "/orders/1/lines/2"), "allow": true},
		"staff are no admins": {"in": call("GET", "/admin/a/b"), "allow": false},
		"admins are": {"in": object.union(call("PUT", "/admin/a/b"), {"roles": ["admin"]}), "allow": true},
		"no such route": {"in": call("GET", "/"), "allow": false},
	}
	got := routing.allow with input as case["in"]
}

test_extracts_parameters if {
	routing.matching == {2: {"id": "1", "line": "2"}} with input as call("GET", "/orders/1/lines/2")
}

test_allows_nothing_without_input if routing.allow == false

test_the_rest_is_at_least_one_segment if {
	routing.matching == {} with input as call("GET", "/admin")
	routing.matching == {3: {}} with input as call("GET", "/admin/x")
}
