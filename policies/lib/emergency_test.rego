package platform.lib.emergency_test

import data.platform.lib.emergency
import data.platform.lib.fixtures_test as some_
import data.platform.lib.verdict

base := some_.call(some_.gp, some_.gateway, "records.patient.read", [])

denial(action, workload) := [{"id": "1", "action": action, "workload": workload}]

test_nothing_is_closed_without_a_denial if {
	not emergency.closed with input as base
	verdict.permit.allow with input as base
}

test_closes_everything if {
	emergency.closed with input as base with data.platform.emergency.denials as denial("*", "*")
}

test_closes_everything_also_for_a_call_that_names_no_workload if {
	emergency.closed with input as {"action": "records.patient.read"} with data.platform.emergency.denials as denial("*", "*")
}

test_closes_an_action_for_everybody if {
	emergency.closed with input as base with data.platform.emergency.denials as denial("records.patient.read", "*")
	not emergency.closed with input as base with data.platform.emergency.denials as denial("records.note.read", "*")
}

test_closes_all_to_a_workload if {
	emergency.closed with input as base with data.platform.emergency.denials as denial("*", some_.gateway)
	not emergency.closed with input as base with data.platform.emergency.denials as denial("*", some_.referrals)
}

test_closes_an_action_to_a_workload_only_where_both_are_named if {
	not emergency.closed with input as base with data.platform.emergency.denials as denial("records.note.read", some_.gateway)
	not emergency.closed with input as base with data.platform.emergency.denials as denial("records.patient.read", some_.referrals)
}

test_one_of_several_denials_is_enough if {
	several := array.concat(denial("records.note.read", "*"), denial("records.patient.read", "*"))
	emergency.closed with input as base with data.platform.emergency.denials as several
}

test_spares_what_it_takes_to_see_why_and_to_open_again if {
	every action in ["gateway.route.enter", "platform.decision.read", "platform.denial.impose", "platform.denial.lift", "platform.policy.read"] {
		not emergency.closed with input as {"action": action} with data.platform.emergency.denials as denial("*", "*")
	}
}

test_no_permit_passes_by if {
	verdict.permit == verdict.deny("emergency_deny") with input as base with data.platform.emergency.denials as denial("*", "*")
	narrow := verdict.permit_with({"mask": ["/a"]}) with input as base with data.platform.emergency.denials as denial("*", "*")
	narrow == verdict.deny("emergency_deny")
}

test_a_denial_keeps_its_own_reason if {
	verdict.deny("no_relationship").reasons == ["no_relationship"] with input as base with data.platform.emergency.denials as denial("*", "*")
}
