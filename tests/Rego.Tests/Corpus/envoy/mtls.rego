package corpus.envoy.mtls

import input.attributes.source.principal

trust_domain := "mesh.example.com"

# spiffe://<trust domain>/ns/<namespace>/sa/<service account>
identity := {"namespace": namespace, "account": account} if {
	uri.is_valid(principal)
	parts := uri.parse(principal)
	parts.scheme == "spiffe"
	parts.hostname == trust_domain
	["", "ns", namespace, "sa", account] = split(parts.path, "/")
}

grants contains grant if {
	some grant in data.corpus.mesh.grants
	glob.match(grant.from.namespace, [], identity.namespace)
	glob.match(grant.from.account, [], identity.account)
}

default allow := false

allow if {
	some grant in grants
	some path in grant.paths
	glob.match(path, ["/"], input.attributes.request.http.path)
}

reason := "allowed" if allow

reason := sprintf("%s/%s may not call %s", [identity.namespace, identity.account, input.attributes.request.http.path]) if {
	not allow
	identity
}

reason := "no identity of this mesh" if not identity
