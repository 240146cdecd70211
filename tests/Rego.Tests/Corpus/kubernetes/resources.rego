package corpus.kubernetes.resources

max_memory := units.parse_bytes("2Gi")

max_cpu := units.parse("4")

deny contains msg if {
	some container in input.spec.template.spec.containers
	some kind in ["requests", "limits"]
	some resource in ["cpu", "memory"]
	not container.resources[kind][resource]
	msg := sprintf("%s: %s.%s is missing", [container.name, kind, resource])
}

deny contains msg if {
	some container in input.spec.template.spec.containers
	units.parse_bytes(container.resources.limits.memory) > max_memory
	msg := sprintf("%s: memory limit %s is over %d bytes", [container.name, container.resources.limits.memory, max_memory])
}

deny contains msg if {
	some container in input.spec.template.spec.containers
	units.parse(container.resources.limits.cpu) > max_cpu
	msg := sprintf("%s: cpu limit %v is over %v", [container.name, container.resources.limits.cpu, max_cpu])
}

# The sum over all replicas, for a namespace's quota.
total_memory := sum([bytes |
	some container in input.spec.template.spec.containers
	bytes := units.parse_bytes(container.resources.requests.memory) * object.get(input.spec, "replicas", 1)
])

within_quota if total_memory <= units.parse_bytes(data.corpus.quota[input.metadata.namespace])
