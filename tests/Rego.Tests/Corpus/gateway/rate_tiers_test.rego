package corpus.gateway.rate_tiers_test

import data.corpus.gateway.rate_tiers

now := time.parse_rfc3339_ns("2030-06-01T12:00:00Z")

second := 1000000000

request(customer, path, history) := {"customer": customer, "path": path, "history": history}

history(n, path, seconds) := [{"path": path, "at": now - (seconds * second)} | some _ in numbers.range(1, n)]

test_tiers[name] := got == case.tier if {
	some name, case in {
		"nobody": {"customer": {}, "tier": "free"},
		"a few seats": {"customer": {"seats": 4}, "tier": "free"},
		"many seats": {"customer": {"seats": 5}, "tier": "team"},
		"a contract": {"customer": {"seats": 1, "contract": {"until": "2030-12-31"}}, "tier": "enterprise"},
		"an old contract": {"customer": {"seats": 9, "contract": {"until": "2030-06-01"}}, "tier": "team"},
	}
	got := rate_tiers.tier with input.customer as case.customer with time.now_ns as now
}

test_allows_within_the_limit if {
	rate_tiers.allow with input as request({}, "/a", history(9, "/a", 30)) with time.now_ns as now
}

test_denies_over_the_limit if {
	not rate_tiers.allow with input as request({}, "/a", history(10, "/a", 30)) with time.now_ns as now
}

test_forgets_after_a_minute if {
	rate_tiers.remaining == 10 with input as request({}, "/a", history(50, "/a", 60)) with time.now_ns as now
}

test_weighs_what_is_expensive if {
	rate_tiers.allow with input as request({}, "/search", history(1, "/search", 1)) with time.now_ns as now
	not rate_tiers.allow with input as request({}, "/reports/1", history(1, "/a", 1)) with time.now_ns as now
}

test_tells_the_caller if {
	got := rate_tiers.headers with input as request({"seats": 5}, "/a", history(3, "/search", 1)) with time.now_ns as now
	got == {"x-ratelimit-limit": "100", "x-ratelimit-remaining": "85", "x-ratelimit-tier": "TEAM"}
}
