package platform.actions.dashboard.breach.run_test

import data.platform.actions.dashboard.breach.run
import data.platform.lib.fixtures_test as some_

operator := object.union(some_.auditor, {"roles": ["operator"]})

call(subject, actor, transport) := object.union(
	some_.call(subject, actor, "dashboard.breach.run", []),
	{"purpose": "HSYSADMIN", "context": {"transport": transport}},
)

test_allows_an_operator if run.outcome.allow with input as call(operator, some_.dashboard, "edge")

test_denies_a_clinician if {
	run.outcome.reasons == ["role_not_permitted"] with input as call(some_.gp, some_.dashboard, "edge")
}

test_denies_another_workload if {
	run.outcome.reasons == ["workload_not_granted"] with input as call(operator, some_.gateway, "edge")
}

test_denies_anything_but_the_edge if {
	run.outcome.reasons == ["workload_not_granted"] with input as call(operator, some_.dashboard, "sidecar")
}

test_denies_low_assurance if {
	run.outcome.reasons == ["assurance_too_low"] with input as call(object.union(operator, {"acr": "aal1"}), some_.dashboard, "edge")
}
