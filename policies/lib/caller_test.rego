package platform.lib.caller_test

import data.platform.lib.caller
import data.platform.lib.fixtures_test as some_

base := some_.call(some_.gp, some_.gateway, "records.patient.read", [])

without(key) := json.remove(base, [key])

test_admits_a_complete_call if {
	caller.admitted with input as base
	not caller.refusal with input as base
}

test_refuses_without_subject if {
	not caller.admitted with input as object.union(base, {"subject": null})
	caller.refusal == "missing_subject" with input as object.union(base, {"subject": null})
}

test_refuses_an_empty_list_of_roles if {
	caller.refusal == "missing_subject" with input as object.union(base, {"subject": {"roles": []}})
}

test_refuses_without_actor if caller.refusal == "missing_actor" with input as without("actor")

test_refuses_without_labels if caller.refusal == "missing_resource" with input as without("resource/labels")

test_refuses_without_purpose if caller.refusal == "missing_purpose" with input as without("purpose")

test_refuses_without_assurance if caller.refusal == "missing_assurance" with input as without("subject/acr")

test_refuses_without_relationship_facts if caller.refusal == "missing_relationship_facts" with input as without("context/relationship")

test_refuses_a_workload_without_the_grant if {
	moved := object.union(base, {"actor": {"id": some_.notifications}})
	not caller.admitted with input as moved
	caller.refusal == "workload_not_granted" with input as moved
}

test_refuses_a_role_without_the_action if {
	other := object.union(base, {"subject": {"roles": ["auditor"]}})
	caller.refusal == "role_not_permitted" with input as other
}

test_refuses_an_unknown_role if {
	other := object.union(base, {"subject": {"roles": ["toString"]}})
	caller.refusal == "role_not_permitted" with input as other
}

test_refuses_a_purpose_that_is_not_the_roles if {
	other := object.union(base, {"purpose": "HMARKT"})
	not caller.admitted with input as other
	caller.refusal == "purpose_not_permitted" with input as other
}

test_refuses_too_little_assurance if {
	other := object.union(base, {"subject": {"acr": "aal1"}})
	caller.refusal == "assurance_too_low" with input as other
}

test_admits_a_person_at_the_edge_without_a_granted_workload if {
	other := object.union(base, {"actor": {"id": "anything"}})
	caller.person_admitted with input as other
	not caller.admitted with input as other
}

alone := object.union(base, {"subject": null, "actor": {"id": some_.notifications}, "action": "records.contact.read", "purpose": "PATADMIN"})

test_admits_a_workload_that_acts_for_itself if {
	caller.workload_admitted with input as alone
	not caller.admitted with input as alone
}

test_refuses_a_workload_alone_with_a_person_behind_it if {
	other := object.union(alone, {"subject": some_.gp})
	not caller.workload_admitted with input as other
	caller.workload_refusal == "workload_not_granted" with input as other
}

# What each condition asks for, missing, empty and of another type.
incomplete := {
	"missing_subject": [
		{"subject": {"id": ""}},
		{"subject": {"id": 5}},
		{"subject": {"roles": {"gp": "gp"}}},
		{"subject": {"organisation": ""}},
		{"subject": {"organisation": 5}},
	],
	"missing_actor": [{"actor": {"id": ""}}, {"actor": {"id": 5}}],
	"missing_resource": [
		{"resource": {"type": ""}},
		{"resource": {"type": 5}},
		{"resource": {"labels": {}}},
		{"resource": {"facts": []}},
	],
	"missing_purpose": [{"purpose": ""}, {"purpose": 5}],
	"missing_assurance": [{"subject": {"acr": 2}}, {"subject": {"authTime": 5}}],
	"missing_relationship_facts": [{"context": {"time": 5}}, {"context": {"relationship": {}}}],
}

test_refuses_what_is_incomplete if {
	every reason, changes in incomplete {
		every change in changes {
			other := object.union(base, change)
			caller.refusal == reason with input as other
			not caller.admitted with input as other
			not caller.person_admitted with input as other
		}
	}
}

# Data that grants what is empty, so that nothing but the condition itself can refuse it.
grants := {id: {"actions": ["records.patient.read", "records.contact.read"]} | some id in ["", some_.gateway, some_.notifications]}

purposes := {role: {"*": {"allowed": ["", "TREAT", "PATADMIN"]}} | some role in ["gp", "workload"]}

test_refuses_what_is_empty_whatever_is_granted if {
	every change in [{"actor": {"id": ""}}, {"purpose": ""}] {
		not caller.person_admitted with input as object.union(base, change) with data.platform.workloads as grants with data.platform.purposes as purposes
		not caller.workload_admitted with input as object.union(alone, change) with data.platform.workloads as grants with data.platform.purposes as purposes
	}
	caller.admitted with input as base with data.platform.workloads as grants with data.platform.purposes as purposes
	caller.workload_admitted with input as alone with data.platform.workloads as grants with data.platform.purposes as purposes
}

test_refuses_a_workload_alone_that_is_incomplete if {
	every reason, changes in object.remove(incomplete, ["missing_subject", "missing_assurance"]) {
		every change in changes {
			other := object.union(alone, change)
			caller.workload_refusal == reason with input as other
			not caller.workload_admitted with input as other
		}
	}
}

test_refuses_at_the_edge_whom_nobody_knows if caller.person_refusal == "missing_subject" with input as object.union(base, {"subject": null})

test_one_role_that_has_the_action_is_enough if {
	caller.admitted with input as object.union(base, {"subject": {"roles": ["cleaner", "gp"]}})
}

test_refuses_the_purpose_of_a_role_that_has_not_the_action if {
	both := object.union(base, {"subject": {"roles": ["auditor", "gp"]}, "purpose": "HOPERAT"})
	not caller.admitted with input as both
	caller.refusal == "purpose_not_permitted" with input as both
}
