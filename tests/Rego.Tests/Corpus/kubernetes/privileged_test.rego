package corpus.kubernetes.privileged_test

import data.corpus.kubernetes.privileged

review(spec) := {"review": {"object": {"spec": spec}}}

safe := {"name": "app", "image": "reg/app:1", "securityContext": {"allowPrivilegeEscalation": false}}

test_allows_a_plain_container if {
	privileged.allow with input as review({"containers": [safe]}) with data.corpus.exemptions.images as []
}

test_denies_privileged if {
	bad := object.union(safe, {"securityContext": {"privileged": true}})
	got := privileged.violation with input as review({"containers": [bad]}) with data.corpus.exemptions.images as []
	got == {{"container": "app", "msg": "app may not run privileged"}}
}

test_denies_escalation_by_default if {
	not privileged.allow with input as review({"containers": [object.remove(safe, ["securityContext"])]})
		with data.corpus.exemptions.images as []
}

test_exempts_by_image if {
	bad := object.union(safe, {"securityContext": {"privileged": true}})
	privileged.allow with input as review({"containers": [bad]}) with data.corpus.exemptions.images as ["reg/*:*"]
	not privileged.allow with input as review({"containers": [bad]}) with data.corpus.exemptions.images as ["reg/tools/*:*"]
}

test_denies_host_namespaces if {
	got := privileged.violation with input as review({"containers": [safe], "hostPID": true, "hostNetwork": true, "hostIPC": false})
	{v.msg | some v in got} == {"the pod may not use hostPID", "the pod may not use hostNetwork"}
}
