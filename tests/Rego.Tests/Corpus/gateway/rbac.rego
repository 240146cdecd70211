package corpus.gateway.rbac

import data.corpus.rbac.grants
import data.corpus.rbac.inherits

# A role stands for itself and everything it inherits.
effective_roles := graph.reachable(inherits, input.user.roles)

permissions contains permission if {
	some role in effective_roles
	some permission in grants[role]
}

wanted := sprintf("%s:%s", [input.resource, input.action])

default allow := false

allow if {
	some permission in permissions
	glob.match(permission, [":"], wanted)
}

# How the user came to a role, for the audit.
why[role] contains concat(" > ", path) if {
	some path in graph.reachable_paths(inherits, input.user.roles)
	role := path[count(path) - 1]
}

unused contains role if {
	some role, _ in grants
	not role in object.keys(inherits)
	every _, parents in inherits {
		not role in parents
	}
}
