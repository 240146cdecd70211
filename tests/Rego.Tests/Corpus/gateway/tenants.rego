package corpus.gateway.tenants

# /tenants/{tenant}/... , or the tenant of the host name, or nothing.
asked := tenant if {
	["tenants", tenant] = array.slice(split(trim_left(input.path, "/"), "/"), 0, 2)
} else := trim_suffix(input.host, ".example.com") if {
	endswith(input.host, ".example.com")
	not input.host == "www.example.com"
}

members contains tenant if some tenant in input.token.tenants

# A parent's staff may act for its children, if the contract says so.
members contains tenant if {
	some tenant, record in data.corpus.tenants
	record.delegates
	record.parent in {t | some t in input.token.tenants}
}

default allow := false

allow if {
	asked in members
	data.corpus.tenants[asked].active
	not foreign_references
}

# Ids in the body carry their tenant in front; none may be another's.
foreign_references if {
	walk(input.body, [path, value])
	endswith(path[count(path) - 1], "_id")
	not startswith(value, concat("", [asked, "/"]))
}

allow if {
	"platform-operator" in input.token.roles
	input.method == "GET"
	asked
}
