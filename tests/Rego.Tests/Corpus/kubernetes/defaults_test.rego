package corpus.kubernetes.defaults_test

import data.corpus.kubernetes.defaults

bare := {"metadata": {"name": "p"}, "spec": {"containers": [
	{"name": "a", "image": "docker.io/library/redis:7"},
	{"name": "b", "image": "reg/b:1", "imagePullPolicy": "Always"},
]}}

whole := {
	"metadata": {"labels": {}},
	"spec": {"automountServiceAccountToken": false, "containers": [{"image": "reg/b:1", "imagePullPolicy": "Always"}]},
}

request(object) := {"request": {"uid": "u1", "object": object}}

test_fills_in_what_is_missing if {
	defaults.patched == {
		"metadata": {"name": "p", "labels": {}},
		"spec": {"automountServiceAccountToken": false, "containers": [
			{"name": "a", "image": "mirror.example.com/library/redis:7", "imagePullPolicy": "IfNotPresent"},
			{"name": "b", "image": "reg/b:1", "imagePullPolicy": "Always"},
		]},
	} with input as request(bare)
}

test_leaves_a_whole_pod_alone if {
	defaults.response == {"uid": "u1", "allowed": true} with input as request(whole)
	defaults.patched == whole with input as request(whole)
}

test_encodes_the_patch if {
	response := defaults.response with input as request(bare)
	response.patchType == "JSONPatch"
	count(json.unmarshal(base64.decode(response.patch))) == 4
}

test_false_is_a_value if {
	not defaults.has({}, "x")
	defaults.has({"x": false}, "x")
}
