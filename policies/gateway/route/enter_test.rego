package platform.actions.gateway.route.enter_test

import data.platform.actions.gateway.route.enter
import data.platform.lib.fixtures_test as some_

call(subject) := object.union(some_.call(subject, some_.gateway, "gateway.route.enter", []), {"context": {"transport": "edge"}})

test_allows_a_clinician_at_the_edge if enter.outcome.allow with input as call(some_.gp)

test_allows_an_auditor_at_the_edge if enter.outcome.allow with input as call(some_.auditor)

test_denies_an_unknown_role if {
	enter.outcome.reasons == ["role_not_permitted"] with input as call(object.union(some_.gp, {"roles": ["cleaner"]}))
}

test_denies_low_assurance if {
	enter.outcome.reasons == ["assurance_too_low"] with input as call(object.union(some_.gp, {"acr": "aal1"}))
}

test_denies_anything_but_the_edge if {
	enter.outcome.reasons == ["workload_not_granted"] with input as object.union(call(some_.gp), {"context": {"transport": "sidecar"}})
}
