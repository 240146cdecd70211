package corpus.gateway.rbac_test

import data.corpus.gateway.rbac

inherits := {"owner": ["editor"], "editor": ["viewer"], "viewer": [], "auditor": ["viewer"]}

grants := {
	"owner": ["project:*"],
	"editor": ["document:write"],
	"viewer": ["document:read", "project:read"],
	"stray": ["everything:*"],
}

allowed(roles, resource, action) := got if {
	got := rbac.allow with input as {"user": {"roles": roles}, "resource": resource, "action": action}
		with data.corpus.rbac.inherits as inherits
		with data.corpus.rbac.grants as grants
}

test_allows_what_is_inherited if {
	allowed(["owner"], "document", "read")
	allowed(["editor"], "document", "write")
	allowed(["owner"], "project", "delete")
}

test_denies_what_is_not if {
	not allowed(["viewer"], "document", "write")
	not allowed(["auditor"], "project", "delete")
}

test_denies_without_roles if not allowed([], "document", "read")

test_explains_itself if {
	rbac.why == {"viewer": {"owner > editor > viewer", "auditor > viewer"}} with input.user.roles as ["owner", "auditor"]
		with data.corpus.rbac.inherits as inherits
}

test_finds_unused_roles if {
	rbac.unused == {"stray"} with data.corpus.rbac.inherits as inherits with data.corpus.rbac.grants as grants
}
