package corpus.kubernetes.capabilities

addable := {"NET_BIND_SERVICE", "CHOWN"}

added(container) := {upper(trim_prefix(name, "CAP_")) | some name in container.securityContext.capabilities.add}

dropped(container) := {upper(name) | some name in container.securityContext.capabilities.drop}

forbidden[container.name] := names if {
	some container in input.spec.containers
	names := added(container) - addable
	names != set()
}

keeping contains container.name if {
	some container in input.spec.containers
	not "ALL" in dropped(container)
}

default decision := {"allow": false, "reason": "malformed pod"}

decision := {"allow": true} if {
	count(input.spec.containers) > 0
	forbidden == {}
	keeping == set()
} else := {"allow": false, "reason": reason} if {
	some name, names in forbidden
	reason := sprintf("%s adds %v", [name, names])
} else := {"allow": false, "reason": sprintf("%v do not drop ALL", [keeping])} if {
	count(keeping) > 0
}
