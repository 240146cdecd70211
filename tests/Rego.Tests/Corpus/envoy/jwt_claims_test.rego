package corpus.envoy.jwt_claims_test

import data.corpus.envoy.jwt_claims

scopes := {"/orders": {"get": "orders.read", "post": "orders.write"}}

good := {"exp": 2000, "nbf": 900, "aud": ["shop", "blog"], "scope": "orders.read profile"}

encode(claims) := concat(".", [
	base64url.encode_no_pad(json.marshal({"alg": "none", "typ": "JWT"})),
	base64url.encode_no_pad(json.marshal(claims)),
	"",
])

found(claims, method) := got if {
	got := jwt_claims.reasons with input as {"path": "/orders", "method": method, "headers": {"authorization": concat(" ", ["Bearer", encode(claims)])}}
		with data.corpus.scopes as scopes
		with time.now_ns as 1000 * 1000000000
}

test_allows_good_claims if found(good, "GET") == set()

test_denies_without_a_token if {
	jwt_claims.reasons == {"no token"} with input as {"headers": {}}
	not jwt_claims.allow with input as {"headers": {"authorization": "Bearer nonsense"}}
}

test_denies_old_and_early_tokens if {
	found(object.union(good, {"exp": 969}), "GET") == {"expired"}
	found(object.union(good, {"exp": 970}), "GET") == set()
	found(object.union(good, {"nbf": 1031}), "GET") == {"not yet valid"}
}

test_denies_another_audience if {
	found(object.union(good, {"aud": "blog"}), "GET") == {"wrong audience"}
	found(object.union(good, {"aud": "shop"}), "GET") == set()
}

test_denies_another_scope if {
	found(good, "POST") == {"missing scope"}
	found(object.remove(good, ["scope"]), "GET") == {"missing scope"}
	found(good, "DELETE") == {"missing scope"}
}
