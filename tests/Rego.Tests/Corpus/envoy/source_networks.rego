package corpus.envoy.source_networks

blocked_networks := net.cidr_merge(data.corpus.blocklist)

# The last hop that is not our own proxy is the client.
client := addresses[count(addresses) - 1] if {
	addresses := [address |
		some address in hops
		not trusted(address)
	]
	count(addresses) > 0
} else := input.source

hops := array.concat(forwarded, [input.source])

default forwarded := []

forwarded := [trim_space(hop) | some hop in split(input.headers["x-forwarded-for"], ",")]

trusted(address) if {
	some proxy in data.corpus.proxies
	net.cidr_contains(proxy, address)
}

blocked if {
	some network in blocked_networks
	net.cidr_contains(network, client)
}

# The zones that the client is in, the narrowest first.
zones := [pair[1] |
	some pair in sort([[0 - bits, name] |
		some name, networks in data.corpus.zones
		some network in networks
		net.cidr_contains(network, client)
		bits := to_number(split(network, "/")[1])
	])
]

default allow := false

allow if {
	not blocked
	not "quarantine" in zones
}
