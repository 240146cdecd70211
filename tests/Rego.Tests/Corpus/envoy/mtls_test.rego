package corpus.envoy.mtls_test

import data.corpus.envoy.mtls

grants := [
	{"from": {"namespace": "shop", "account": "web"}, "paths": ["/orders/*", "/stock/**"]},
	{"from": {"namespace": "ops-*", "account": "*"}, "paths": ["/metrics"]},
]

reason(principal, path) := got if {
	got := mtls.reason with input.attributes.source.principal as principal
		with input.attributes.request.http.path as path
		with data.corpus.mesh.grants as grants
}

web := "spiffe://mesh.example.com/ns/shop/sa/web"

test_allows_what_is_granted if {
	reason(web, "/orders/1") == "allowed"
	reason(web, "/stock/1/2") == "allowed"
	reason("spiffe://mesh.example.com/ns/ops-eu/sa/scraper", "/metrics") == "allowed"
}

test_denies_what_is_not if {
	reason(web, "/orders/1/2") == "shop/web may not call /orders/1/2"
	reason("spiffe://mesh.example.com/ns/shop/sa/job", "/orders/1") == "shop/job may not call /orders/1"
}

test_denies_other_meshes if {
	every principal in [
		"spiffe://evil.example/ns/shop/sa/web",
		"https://mesh.example.com/ns/shop/sa/web",
		"spiffe://mesh.example.com/ns/shop/sa/web/x",
		"",
	] {
		reason(principal, "/orders/1") == "no identity of this mesh"
	}
}

test_denies_plain_text if mtls.reason == "no identity of this mesh" with input as {"attributes": {}}
