package corpus.ci.compose_test

import data.corpus.ci.compose

good := `
services:
  web:
    image: web:1
    ports: ["127.0.0.1:8080:80", "8443:443/tcp", "9000"]
    depends_on: [db]
  db:
    image: db:1
    ports:
      - target: 5432
        published: 15432
    volumes: ["data:/var/lib/db"]
volumes: {data: {}}
`

test_allows_a_good_file if compose.deny == set() with input as good

test_reads_ports if compose.ports == {"db": {15432}, "web": {8080, 8443}} with input as good

test_denies_a_port_twice if {
	got := compose.deny with input as yaml.marshal({"services": {"b": {"ports": ["80:8080"]}, "a": {"ports": ["80:80", "81:81"]}}})
	got == {"a and b both publish 80"}
}

test_denies_the_socket if {
	got := compose.deny with input as yaml.marshal({"services": {"a": {"volumes": ["/var/run/docker.sock:/s:ro"]}}})
	got == {"a mounts the socket of the daemon"}
}

test_denies_circles if {
	got := compose.deny with input as yaml.marshal({"services": {
		"a": {"depends_on": ["b"]},
		"b": {"depends_on": {"c": {"condition": "service_healthy"}}},
		"c": {"depends_on": ["b", "d"]},
	}})
	got == {"b waits for itself", "c waits for d, which is not there", "c waits for itself"}
}
