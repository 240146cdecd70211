package platform.actions.identity.credential.restore_test

import data.platform.actions.identity.credential.restore
import data.platform.lib.fixtures_test as some_

operator := object.union(some_.gp, {"roles": ["operator"]})

call(subject, actor) := object.union(some_.call(subject, actor, "identity.credential.restore", []), {"purpose": "HSYSADMIN"})

test_allows_an_operator if restore.outcome.allow with input as call(operator, some_.gateway)

test_wants_a_strong_and_recent_sign_in if {
	restore.outcome.obligations.stepUp == {"acr": "aal3", "maxAge": 900} with input as call(operator, some_.gateway)
	restore.outcome.obligations.audit == "sensitive" with input as call(operator, some_.gateway)
}

test_denies_a_clinician if restore.outcome.reasons == ["role_not_permitted"] with input as call(some_.gp, some_.gateway)

test_denies_another_workload if {
	restore.outcome.reasons == ["workload_not_granted"] with input as call(operator, some_.dashboard)
}
