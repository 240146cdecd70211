package platform.actions.dashboard.policy.read_test

import data.platform.actions.dashboard.policy.read
import data.platform.lib.fixtures_test as some_

operator := object.union(some_.auditor, {"roles": ["operator"]})

call(subject, actor, transport) := object.union(
	some_.call(subject, actor, "dashboard.policy.read", []),
	{"purpose": "HSYSADMIN", "context": {"transport": transport}},
)

test_allows_an_operator if read.outcome.allow with input as call(operator, some_.dashboard, "edge")

test_denies_a_clinician if {
	read.outcome.reasons == ["role_not_permitted"] with input as call(some_.gp, some_.dashboard, "edge")
}

test_denies_another_workload if {
	read.outcome.reasons == ["workload_not_granted"] with input as call(operator, some_.gateway, "edge")
}

test_denies_anything_but_the_edge if {
	read.outcome.reasons == ["workload_not_granted"] with input as call(operator, some_.dashboard, "sidecar")
}

test_denies_low_assurance if {
	read.outcome.reasons == ["assurance_too_low"] with input as call(object.union(operator, {"acr": "aal1"}), some_.dashboard, "edge")
}
