package platform.actions.platform.audit.read_test

import data.platform.actions.platform.audit.read
import data.platform.lib.fixtures_test as some_

test_allows_the_role_through_the_granted_workload if {
	read.outcome.allow with input as some_.call(some_.auditor, some_.gateway, "platform.audit.read", [])
}

test_denies_another_role if {
	read.outcome.reasons == ["role_not_permitted"] with input as some_.call(some_.gp, some_.gateway, "platform.audit.read", [])
}

test_denies_another_workload if {
	read.outcome.reasons == ["workload_not_granted"] with input as some_.call(some_.auditor, some_.notifications, "platform.audit.read", [])
}
