package corpus.kubernetes.host_paths_test

import data.corpus.kubernetes.host_paths

pod(path, mount) := {"spec": {
	"volumes": [{"name": "v", "hostPath": {"path": path}}, {"name": "tmp", "emptyDir": {}}],
	"containers": [{"name": "app", "volumeMounts": [object.union({"name": "v"}, mount), {"name": "tmp"}]}],
}}

test_allows_logs_to_be_read if {
	host_paths.deny == set() with input as pod("/var/log/pods", {"readOnly": true})
}

test_denies_logs_to_be_written if {
	host_paths.deny == {"app mounts /var/log of the host to write"} with input as pod("/var/log", {})
}

test_allows_the_cache_to_be_written if {
	host_paths.deny == set() with input as pod("/opt/cache", {"readOnly": false})
}

test_denies_other_paths if {
	every path in ["/", "/etc", "/var/logs", "/opt/cache2", "/opt/cache/../../etc"] {
		host_paths.deny == {sprintf("app mounts %s of the host", [path])} with input as pod(path, {"readOnly": true})
	}
}

test_sees_only_host_volumes if {
	host_paths.volumes == {"v": "/etc"} with input as pod("/etc", {})
}
