package corpus.gateway.tenants_test

import data.corpus.gateway.tenants as policy

tenants := {
	"acme": {"active": true},
	"acme-east": {"active": true, "parent": "acme", "delegates": true},
	"acme-west": {"active": true, "parent": "acme", "delegates": false},
	"gone": {"active": false},
}

base := {"method": "POST", "host": "www.example.com", "token": {"tenants": ["acme", "gone"], "roles": []}, "body": {}}

allowed(change) := got if {
	got := policy.allow with input as object.union(base, change) with data.corpus.tenants as tenants
}

test_allows_ones_own_tenant if {
	allowed({"path": "/tenants/acme/orders"})
	allowed({"path": "/orders", "host": "acme.example.com"})
}

test_allows_a_delegated_child_only if {
	allowed({"path": "/tenants/acme-east/orders"})
	not allowed({"path": "/tenants/acme-west/orders"})
}

test_denies_what_is_not_active if not allowed({"path": "/tenants/gone/orders"})

test_denies_without_a_tenant if not allowed({"path": "/orders"})

test_the_path_wins_over_the_host if {
	policy.asked == "other" with input as {"path": "/tenants/other", "host": "acme.example.com"}
}

test_denies_references_to_others if {
	allowed({"path": "/tenants/acme/orders", "body": {"lines": [{"item_id": "acme/1"}]}})
	not allowed({"path": "/tenants/acme/orders", "body": {"lines": [{"item_id": "acme/1"}, {"item_id": "gone/2"}]}})
}

test_operators_may_look if {
	allowed({"path": "/tenants/other/x", "method": "GET", "token": {"tenants": [], "roles": ["platform-operator"]}})
	not allowed({"path": "/tenants/other/x", "token": {"tenants": [], "roles": ["platform-operator"]}})
}
