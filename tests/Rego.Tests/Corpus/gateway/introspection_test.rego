package corpus.gateway.introspection_test

import data.corpus.gateway.introspection

sessions := {
	"token=plain&token_type_hint=access_token": {"active": true, "sub": "ann", "amr": ["pwd"]},
	"token=strong&token_type_hint=access_token": {"active": true, "sub": "bob", "amr": ["pwd", "hwk"]},
	"token=old&token_type_hint=access_token": {"active": false},
}

server(request) := {"status_code": 200, "body": sessions[request.raw_body]} if {
	request.url == "https://id.example.com/introspect"
	request.method == "POST"
} else := {"status_code": 400}

broken(_) := {"status_code": 0, "error": {"message": "connection refused"}}

decision(token, path) := got if {
	got := introspection.decision with input as {"token": token, "path": path} with http.send as server
}

test_allows_what_the_sign_in_is_good_for if {
	decision("plain", "/orders") == {"allow": true, "subject": "ann", "audit": "full"}
	decision("strong", "/admin/users").allow
}

test_denies_a_weak_sign_in if {
	decision("plain", "/admin/users") == {"allow": false, "subject": "ann", "audit": "full"}
	not decision("plain", "/account/email").allow
	not decision("strong", "/account/email").allow
}

test_denies_other_tokens if {
	every token in ["old", "unknown", "plain&token=strong", ""] {
		decision(token, "/orders") == {"allow": false, "subject": null, "audit": "full"}
	}
}

test_denies_when_the_server_is_away if {
	not introspection.decision.allow with input as {"token": "plain", "path": "/orders"} with http.send as broken
}

test_adds_up_strength if introspection.strength == 5 with introspection.session as {"amr": ["hwk", "pwd", "face"]}
