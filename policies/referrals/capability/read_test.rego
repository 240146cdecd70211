package platform.actions.referrals.capability.read_test

import data.platform.actions.referrals.capability.read
import data.platform.lib.fixtures_test as some_

test_allows_the_role_through_the_granted_workload if {
	read.outcome.allow with input as some_.call(some_.auditor, some_.gateway, "referrals.capability.read", [])
}

test_denies_another_role if {
	read.outcome.reasons == ["role_not_permitted"] with input as some_.call(object.union(some_.gp, {"roles": ["cleaner"]}), some_.gateway, "referrals.capability.read", [])
}

test_denies_another_workload if {
	read.outcome.reasons == ["workload_not_granted"] with input as some_.call(some_.auditor, some_.notifications, "referrals.capability.read", [])
}
