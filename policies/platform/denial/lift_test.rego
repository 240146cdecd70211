package platform.actions.platform.denial.lift_test

import data.platform.actions.platform.denial.lift
import data.platform.lib.fixtures_test as some_

operator := object.union(some_.gp, {"roles": ["operator"], "acr": "aal3"})

call(subject) := object.union(some_.call(subject, some_.gateway, "platform.denial.lift", []), {"purpose": "HSYSADMIN"})

test_allows_an_operator_with_a_step_up if {
	lift.outcome.allow with input as call(operator)
	lift.outcome.obligations.stepUp == {"acr": "aal3", "maxAge": 900} with input as call(operator)
}

test_denies_a_clinician if lift.outcome.reasons == ["role_not_permitted"] with input as call(some_.gp)

test_denies_an_author_of_policies if {
	lift.outcome.reasons == ["role_not_permitted"] with input as call(object.union(operator, {"roles": ["policy-author"]}))
}

test_denies_care_as_a_purpose if {
	lift.outcome.reasons == ["purpose_not_permitted"] with input as object.union(call(operator), {"purpose": "TREAT"})
}

test_allows_it_while_everything_is_closed if {
	denials := [{"id": "1", "action": "*", "workload": "*"}]
	lift.outcome.allow with input as call(operator) with data.platform.emergency.denials as denials
}
