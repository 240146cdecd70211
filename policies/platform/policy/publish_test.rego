package platform.actions.platform.policy.publish_test

import data.platform.actions.platform.policy.publish
import data.platform.lib.fixtures_test as some_

author := object.union(some_.gp, {"roles": ["policy-author"], "acr": "aal3"})

call(subject) := object.union(some_.call(subject, some_.gateway, "platform.policy.publish", []), {"purpose": "HSYSADMIN"})

test_allows_an_author_with_a_step_up if {
	publish.outcome.allow with input as call(author)
	publish.outcome.obligations.stepUp == {"acr": "aal3", "maxAge": 900} with input as call(author)
}

test_denies_a_clinician if publish.outcome.reasons == ["role_not_permitted"] with input as call(some_.gp)

test_denies_care_as_a_purpose if {
	publish.outcome.reasons == ["purpose_not_permitted"] with input as object.union(call(author), {"purpose": "TREAT"})
}
