package corpus.ci.compose

services := yaml.unmarshal(input).services

ports[name] contains published if {
	some name, service in services
	some port in service.ports
	published := host_port(port)
}

host_port(port) := to_number(m[0][1]) if {
	m := regex.find_all_string_submatch_n(`^(?:[\d.]+:)?(\d+):\d+(?:/(?:tcp|udp))?$`, port, 1)
}

host_port(port) := port.published if is_object(port)

deny contains sprintf("%s and %s both publish %d", [a, b, port]) if {
	some a, b
	a < b
	some port in ports[a] & ports[b]
}

deny contains sprintf("%s mounts the socket of the daemon", [name]) if {
	some name, service in services
	some volume in service.volumes
	startswith(volume, "/var/run/docker.sock:")
}

graph_[name] := {d | some d in depends(service)} if some name, service in services

depends(service) := object.keys(service.depends_on) if is_object(service.depends_on)

depends(service) := service.depends_on if is_array(service.depends_on)

depends(service) := [] if not service.depends_on

deny contains sprintf("%s waits for itself", [name]) if {
	some name, needs in graph_
	name in graph.reachable(graph_, needs)
}

deny contains sprintf("%s waits for %s, which is not there", [name, need]) if {
	some name, needs in graph_
	some need in needs
	not need in object.keys(services)
}
