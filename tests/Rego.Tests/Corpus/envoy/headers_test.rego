package corpus.envoy.headers_test

import data.corpus.envoy.headers

request(method, given) := {"attributes": {"request": {"http": {"method": method, "path": "/a", "headers": given}}}}

bearer := {"authorization": "Bearer abc"}

test_allows_a_bearer if {
	headers.allow.allowed with input as request("GET", bearer)
	headers.allow.allowed with input as request("POST", {"authorization": "bearer abc "})
}

test_denies_without_a_token if {
	every given in [{}, {"authorization": "Basic abc"}, {"authorization": "Bearer"}, {"authorization": "Bearer "}] {
		headers.allow.http_status == 401 with input as request("GET", given)
	}
}

test_denies_other_methods if {
	headers.allow == {"allowed": false, "http_status": 405, "headers": {"allow": "GET, HEAD, POST"}} with input as request("DELETE", bearer)
}

test_adds_a_digest if {
	got := headers.allow.headers with input as request("GET", bearer)
	got == {
		"x-original-path": "/a",
		"x-request-digest": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
	}
}

test_removes_what_callers_may_not_say if {
	given := object.union(bearer, {"x-user-id": "1", "x-internal-hop": "2", "x-request-id": "3"})
	headers.removed == ["x-internal-hop", "x-user-id"] with input as request("GET", given)
}
