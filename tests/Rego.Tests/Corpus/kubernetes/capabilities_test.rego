package corpus.kubernetes.capabilities_test

import data.corpus.kubernetes.capabilities

container(add, drop) := {"name": "app", "securityContext": {"capabilities": {"add": add, "drop": drop}}}

decide(containers) := decision if {
	decision := capabilities.decision with input as {"spec": {"containers": containers}}
}

test_allows_harmless_ones if decide([container(["NET_BIND_SERVICE"], ["all"])]) == {"allow": true}

test_denies_powerful_ones if {
	decide([container(["SYS_ADMIN", "CHOWN", "CAP_NET_RAW"], ["ALL"])]) == {
		"allow": false,
		"reason": `app adds {"NET_RAW", "SYS_ADMIN"}`,
	}
}

test_denies_what_is_kept if decide([container([], [])]).reason == `{"app"} do not drop ALL`

test_denies_what_says_nothing if decide([{"name": "quiet"}]).reason == `{"quiet"} do not drop ALL`

test_denies_a_pod_without_containers if {
	decide([]) == {"allow": false, "reason": "malformed pod"}
	capabilities.decision.reason == "malformed pod" with input as {}
}
