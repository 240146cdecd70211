package corpus.kubernetes.ingress_conflicts_test

import data.corpus.kubernetes.ingress_conflicts as policy

ingress(namespace, name, host, paths) := {
	"metadata": {"namespace": namespace, "name": name},
	"spec": {"rules": [{"host": host, "http": {"paths": [{"path": path} | some path in paths]}}]},
}

existing := [
	ingress("shop", "web", "shop.example.com", ["/", "/cart"]),
	ingress("blog", "web", "blog.example.com", ["/"]),
]

test_allows_a_free_path if {
	policy.allow with input.object as ingress("pay", "web", "shop.example.com", ["/pay"]) with data.corpus.cluster.ingresses as existing
}

test_denies_a_taken_path if {
	got := policy.conflicts with input.object as ingress("pay", "web", "shop.example.com", ["/pay", "/cart"])
		with data.corpus.cluster.ingresses as existing
	got == {{"host": "shop.example.com", "path": "/cart", "with": "shop/web"}}
}

test_allows_an_update_of_itself if {
	policy.allow with input.object as existing[1] with data.corpus.cluster.ingresses as existing
}

test_denies_a_wildcard_over_others if {
	policy.wildcards == {"*.example.com"} with input.object as ingress("x", "all", "*.example.com", ["/"])
		with data.corpus.cluster.ingresses as existing
}

test_allows_a_wildcard_elsewhere if {
	policy.allow with input.object as ingress("x", "all", "*.example.org", ["/"]) with data.corpus.cluster.ingresses as existing
}
