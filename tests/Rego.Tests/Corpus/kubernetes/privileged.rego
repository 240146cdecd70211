package corpus.kubernetes.privileged

import data.corpus.exemptions

default allow := false

allow if count(violation) == 0

violation contains {"msg": msg, "container": container.name} if {
	some container in input.review.object.spec.containers
	container.securityContext.privileged
	not exempt(container)
	msg := $"{container.name} may not run privileged"
}

violation contains {"msg": msg, "container": container.name} if {
	some container in input.review.object.spec.containers
	object.get(container, ["securityContext", "allowPrivilegeEscalation"], true)
	not exempt(container)
	msg := $"{container.name} must not allow privilege escalation"
}

violation contains {"msg": msg, "container": "*"} if {
	some field in ["hostPID", "hostIPC", "hostNetwork"]
	input.review.object.spec[field] == true
	msg := $"the pod may not use {field}"
}

exempt(container) if {
	some pattern in exemptions.images
	glob.match(pattern, ["/", ":"], container.image)
}
