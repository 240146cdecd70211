package corpus.gateway.rate_tiers

tiers := {
	"free": {"per_minute": 10, "burst": 5},
	"team": {"per_minute": 100, "burst": 50},
	"enterprise": {"per_minute": 5000, "burst": 1000},
}

default tier := "free"

tier := "enterprise" if input.customer.contract.until > today

else := "team" if input.customer.seats >= 5

today := time.format([time.now_ns(), "UTC", "2006-01-02"])

default factor(_) := 1

factor("/search") := 5

factor(path) := 10 if startswith(path, "/reports/")

# What the requests of the last minute have cost.
spent := sum([cost |
	some request in input.history
	time.now_ns() - request.at < time.parse_duration_ns("1m")
	cost := factor(request.path)
])

remaining := max([0, tiers[tier].per_minute - spent])

default allow := false

allow if factor(input.path) <= remaining

headers := {
	"x-ratelimit-limit": format_int(tiers[tier].per_minute, 10),
	"x-ratelimit-remaining": format_int(remaining, 10),
	"x-ratelimit-tier": upper(tier),
}
