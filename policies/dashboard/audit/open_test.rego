package platform.actions.dashboard.audit.open_test

import data.platform.actions.dashboard.audit.open
import data.platform.lib.fixtures_test as some_

call(subject, actor, transport) := object.union(
	some_.call(subject, actor, "dashboard.audit.open", []),
	{"purpose": "HOPERAT", "context": {"transport": transport}},
)

test_allows_an_auditor if open.outcome.allow with input as call(some_.auditor, some_.dashboard, "edge")

test_denies_a_clinician if {
	open.outcome.reasons == ["role_not_permitted"] with input as call(some_.gp, some_.dashboard, "edge")
}

test_denies_another_workload if {
	open.outcome.reasons == ["workload_not_granted"] with input as call(some_.auditor, some_.gateway, "edge")
}

test_denies_anything_but_the_edge if {
	open.outcome.reasons == ["workload_not_granted"] with input as call(some_.auditor, some_.dashboard, "sidecar")
}

test_denies_low_assurance if {
	open.outcome.reasons == ["assurance_too_low"] with input as call(object.union(some_.auditor, {"acr": "aal1"}), some_.dashboard, "edge")
}
