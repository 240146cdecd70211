package corpus.kubernetes.host_paths

# Prefixes that may be mounted, and whether they may be written.
allowed := [
	{"prefix": "/var/log", "readonly": true},
	{"prefix": "/opt/cache", "readonly": false},
]

volumes[volume.name] := volume.hostPath.path if {
	some volume in input.spec.volumes
	volume.hostPath
}

mounts contains mount if {
	some container in input.spec.containers
	some volume in container.volumeMounts
	path := volumes[volume.name]
	mount := {"container": container.name, "path": path, "readonly": object.get(volume, "readOnly", false)}
}

deny contains message(mount) if {
	some mount in mounts
	not permitted(mount)
}

permitted(mount) if {
	some rule in allowed
	under(mount.path, rule.prefix)
	readable(mount, rule)
}

readable(_, rule) if rule.readonly == false

readable(mount, rule) if {
	rule.readonly
	mount.readonly
}

under(path, prefix) if path == prefix

under(path, prefix) if {
	startswith(path, concat("", [prefix, "/"]))
	not contains(path, "/../")
}

message(mount) := sprintf("%s mounts %s of the host to write", [mount.container, mount.path]) if {
	not mount.readonly
} else := sprintf("%s mounts %s of the host", [mount.container, mount.path])
