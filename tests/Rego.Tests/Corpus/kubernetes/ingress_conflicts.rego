package corpus.kubernetes.ingress_conflicts

import data.corpus.cluster.ingresses

claims(ingress) := {[rule.host, path.path] |
	some rule in ingress.spec.rules
	some path in rule.http.paths
}

# The ingress under review may already be there, in an older version.
same(a, b) if {
	a.metadata.namespace == b.metadata.namespace
	a.metadata.name == b.metadata.name
}

conflicts contains {"host": host, "path": path, "with": owner} if {
	some other in ingresses
	not same(other, input.object)
	some [host, path] in claims(other) & claims(input.object)
	owner := sprintf("%s/%s", [other.metadata.namespace, other.metadata.name])
}

wildcards contains host if {
	some rule in input.object.spec.rules
	host := rule.host
	startswith(host, "*.")
	some other in ingresses
	some taken in other.spec.rules
	glob.match(host, ["."], taken.host)
	other.metadata.namespace != input.object.metadata.namespace
}

default allow := false

allow if {
	count(conflicts) == 0
	count(wildcards) == 0
}
