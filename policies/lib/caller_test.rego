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
