package corpus.envoy.headers

import input.attributes.request.http

default allow := {"allowed": false, "http_status": 401, "headers": {"www-authenticate": "Bearer"}}

allow := {"allowed": true, "headers": added, "request_headers_to_remove": removed} if {
	token
	http.method in {"GET", "HEAD", "POST"}
} else := {"allowed": false, "http_status": 405, "headers": {"allow": "GET, HEAD, POST"}} if token

token := trim_space(value) if {
	[scheme, value] := strings.split_n(http.headers.authorization, " ", 2)
	lower(scheme) == "bearer"
	value != ""
}

added := {"x-request-digest": crypto.sha256(token), "x-original-path": http.path}

# Nobody outside may say who they are.
removed := sort([name |
	some name, _ in http.headers
	strings.any_prefix_match(name, ["x-internal-", "x-user"])
])
