package platform.actions.records.relationship.open_test

import data.platform.actions.records.relationship.open
import data.platform.lib.fixtures_test as some_

test_allows_the_role_through_the_granted_workload if {
	open.outcome.allow with input as some_.call(some_.gp, some_.referrals, "records.relationship.open", [])
}

test_denies_another_role if {
	open.outcome.reasons == ["role_not_permitted"] with input as some_.call(some_.consultant, some_.referrals, "records.relationship.open", [])
}

test_denies_another_workload if {
	open.outcome.reasons == ["workload_not_granted"] with input as some_.call(some_.gp, some_.notifications, "records.relationship.open", [])
}
