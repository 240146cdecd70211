package corpus.envoy.source_networks_test

import data.corpus.envoy.source_networks as policy

world := {
	"blocklist": ["198.51.100.0/25", "198.51.100.128/25", "2001:db8:bad::/48"],
	"proxies": ["10.0.0.0/24"],
	"zones": {"office": ["203.0.113.0/24"], "lab": ["203.0.113.64/26"], "quarantine": ["203.0.113.250/32"]},
}

came(source, forwarded) := {"source": source, "headers": {"x-forwarded-for": forwarded}}

allowed(request) := got if {
	got := policy.allow with input as request
		with data.corpus.blocklist as world.blocklist
		with data.corpus.proxies as world.proxies
		with data.corpus.zones as world.zones
}

test_merges_the_blocklist if {
	policy.blocked_networks == {"198.51.100.0/24", "2001:db8:bad::/48"} with data.corpus.blocklist as world.blocklist
}

test_allows_others if {
	allowed({"source": "203.0.113.9", "headers": {}})
	allowed(came("10.0.0.1", "203.0.113.9"))
}

test_denies_the_blocked if {
	not allowed({"source": "198.51.100.200", "headers": {}})
	not allowed({"source": "2001:db8:bad::1", "headers": {}})
	not allowed(came("10.0.0.1", "203.0.113.9, 198.51.100.1 , 10.0.0.2"))
}

test_a_forged_hop_does_not_count if {
	policy.client == "203.0.113.9" with input as came("10.0.0.1", "198.51.100.1, 203.0.113.9") with data.corpus.proxies as world.proxies
}

test_orders_zones if {
	policy.zones == ["lab", "office"] with input as came("203.0.113.70", "10.0.0.9")
		with data.corpus.proxies as world.proxies
		with data.corpus.zones as world.zones
}

test_denies_quarantine if not allowed(came("10.0.0.1", "203.0.113.250"))
