package platform.actions.notifications.parked.list_test

import data.platform.actions.notifications.parked.list
import data.platform.lib.fixtures_test as some_

operator := object.union(some_.gp, {"roles": ["operator"]})

call(subject, actor) := object.union(some_.call(subject, actor, "notifications.parked.list", []), {"purpose": "HSYSADMIN"})

test_allows_an_operator if list.outcome.allow with input as call(operator, some_.gateway)

test_denies_a_clinician if list.outcome.reasons == ["role_not_permitted"] with input as call(some_.gp, some_.gateway)

test_denies_another_workload if {
	list.outcome.reasons == ["workload_not_granted"] with input as call(operator, some_.notifications)
}
