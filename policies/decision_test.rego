package platform_test

import data.platform
import data.platform.lib.fixtures_test as some_

keys := {"allow", "reasons", "obligations"}

test_denies_without_input if platform.decision.allow == false

test_denies_an_unknown_action if {
	platform.decision.reasons == ["unknown_action"] with input as some_.call(some_.gp, some_.gateway, "records.note.shred", [])
}

test_denies_an_action_that_is_not_a_text if {
	platform.decision.reasons == ["unknown_action"] with input as object.union(some_.call(some_.gp, some_.gateway, "", []), {"action": ["records.note.read"]})
}

test_dispatches_to_the_policy_of_the_action if {
	platform.decision.allow with input as some_.call(some_.gp, some_.gateway, "records.patient.search", [])
	platform.decision.reasons == ["no_relationship"] with input as some_.call(some_.gp, some_.gateway, "records.patient.read", [])
}

test_answers_with_every_key if {
	object.keys(platform.decision) == keys with input as some_.call(some_.gp, some_.gateway, "records.patient.search", [])
	object.keys(platform.decision) == keys with input as {}
}

test_every_granted_action_has_a_policy if {
	every role in data.platform.roles {
		every action in role.actions {
			answer := platform.decision with input as some_.call(some_.gp, some_.gateway, action, [])
			answer.reasons != ["unknown_action"]
		}
	}
}

test_denies_what_it_does_not_know_with_every_obligation if {
	platform.decision == {
		"allow": false,
		"reasons": ["unknown_action"],
		"obligations": {"mask": [], "filter": null, "audit": "standard", "stepUp": null},
	} with input as {}
}

test_every_action_of_a_workload_has_a_policy if {
	every workload in data.platform.workloads {
		every action in workload.actions {
			answer := platform.decision with input as some_.call(some_.gp, some_.gateway, action, [])
			answer.reasons != ["unknown_action"]
		}
	}
}
