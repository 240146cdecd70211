package platform.actions.records.patient.match_test

import data.platform.actions.records.patient.match
import data.platform.lib.fixtures_test as some_

test_allows_the_role_through_the_granted_workload if {
	match.outcome.allow with input as some_.call(some_.gp, some_.referrals, "records.patient.match", [])
}

test_denies_another_role if {
	match.outcome.reasons == ["role_not_permitted"] with input as some_.call(some_.consultant, some_.referrals, "records.patient.match", [])
}

test_denies_another_workload if {
	match.outcome.reasons == ["workload_not_granted"] with input as some_.call(some_.gp, some_.notifications, "records.patient.match", [])
}
