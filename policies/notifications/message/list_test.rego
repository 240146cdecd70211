package platform.actions.notifications.message.list_test

import data.platform.actions.notifications.message.list
import data.platform.lib.fixtures_test as some_

test_restricts_a_referrer_to_their_organisation if {
	list.outcome.allow with input as some_.call(some_.gp, some_.gateway, "notifications.message.list", [])
	condition := list.outcome.obligations.filter with input as some_.call(some_.gp, some_.gateway, "notifications.message.list", [])
	condition == {"type": "field", "operator": "eq", "field": "organisation", "value": "A81001"}
}

test_denies_another_role if {
	list.outcome.reasons == ["role_not_permitted"] with input as some_.call(some_.auditor, some_.gateway, "notifications.message.list", [])
}

test_denies_another_workload if {
	list.outcome.reasons == ["workload_not_granted"] with input as some_.call(some_.gp, some_.referrals, "notifications.message.list", [])
}

test_restricts_a_patient_to_what_they_were_told_themselves if {
	signed_in := object.union(some_.patient, {"organisation": "A81001"})
	list.outcome.allow with input as some_.call(signed_in, some_.gateway, "notifications.message.list", [])
	condition := list.outcome.obligations.filter with input as some_.call(signed_in, some_.gateway, "notifications.message.list", [])
	condition == {"type": "field", "operator": "eq", "field": "patientId", "value": "patient-1"}
}
