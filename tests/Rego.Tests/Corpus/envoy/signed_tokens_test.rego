package corpus.envoy.signed_tokens_test

import data.corpus.envoy.signed_tokens

issuers := {"https://id.example.com": {"name": "https://id.example.com", "secret": "a secret between us two"}}

claims := {"iss": "https://id.example.com", "aud": "shop", "jti": "t1", "exp": 4102444800}

sign(payload, secret) := io.jwt.encode_sign({"alg": "HS256", "typ": "JWT"}, payload, {
	"kty": "oct",
	"k": base64url.encode_no_pad(secret),
})

status(token, revoked) := got if {
	got := signed_tokens.status with input as {"token": token, "audience": "shop"}
		with data.corpus.issuers as issuers
		with data.corpus.revoked as revoked
}

test_allows_a_signed_token if status(sign(claims, "a secret between us two"), []) == 200

test_denies_another_signature if status(sign(claims, "another secret"), []) == 401

test_denies_another_audience if {
	status(sign(object.union(claims, {"aud": "blog"}), "a secret between us two"), []) == 401
}

test_denies_an_expired_token if {
	status(sign(object.union(claims, {"exp": 1}), "a secret between us two"), []) == 401
}

test_denies_a_revoked_token if {
	status(sign(claims, "a secret between us two"), ["t0", "t1"]) == 403
}

test_denies_an_unknown_issuer if {
	status(sign(object.union(claims, {"iss": "https://evil.example"}), "a secret between us two"), []) == 401
}

test_denies_nonsense if status("x.y", []) == 401
