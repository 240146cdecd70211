package platform.actions.records.patient.register_test

import data.platform.actions.records.patient.register
import data.platform.lib.fixtures_test as some_

test_allows_the_role_through_the_granted_workload if {
	register.outcome.allow with input as some_.call(some_.gp, some_.referrals, "records.patient.register", [])
}

test_denies_another_role if {
	register.outcome.reasons == ["role_not_permitted"] with input as some_.call(some_.auditor, some_.referrals, "records.patient.register", [])
}

test_denies_another_workload if {
	register.outcome.reasons == ["workload_not_granted"] with input as some_.call(some_.gp, some_.notifications, "records.patient.register", [])
}
