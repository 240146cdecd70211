# METADATA
# title: The caller
# description: >-
#   What every action asks first, and what does not depend on whether the thing asked for exists: is the input complete, may this workload call the
#   action, does a role of the user have it, is the purpose one of that role's, is the user known well enough.
package platform.lib.caller

# A person behind a workload, all conditions met.
admitted if {
	person_admitted
	workload_granted
}

# The same without the workload, for the edge, where the caller is a browser or a script.
person_admitted if {
	subject_known
	actor_known
	resource_known
	purpose_known
	assurance_known
	context_known
	role_granted
	purpose_permitted
	assured
}

# The first condition that is not met; undefined where all are.
refusal := "missing_subject" if not subject_known

else := "missing_actor" if not actor_known

else := "missing_resource" if not resource_known

else := "missing_purpose" if not purpose_known

else := "missing_assurance" if not assurance_known

else := "missing_relationship_facts" if not context_known

else := "workload_not_granted" if not workload_granted

else := person_refusal

person_refusal := "missing_subject" if not subject_known

else := "role_not_permitted" if not role_granted

else := "purpose_not_permitted" if not purpose_permitted

else := "assurance_too_low" if not assured

# A workload that acts for itself, all conditions met.
workload_admitted if {
	input.subject == null
	actor_known
	resource_known
	purpose_known
	context_known
	workload_granted
	input.purpose in purposes("workload")
}

workload_refusal := "missing_actor" if not actor_known

else := "missing_resource" if not resource_known

else := "missing_purpose" if not purpose_known

else := "missing_relationship_facts" if not context_known

else := "workload_not_granted" if input.subject != null

else := "workload_not_granted" if not workload_granted

else := "purpose_not_permitted"

subject_known if {
	is_string(input.subject.id)
	input.subject.id != ""
	is_array(input.subject.roles)
	count(input.subject.roles) > 0
	is_string(input.subject.organisation)
	input.subject.organisation != ""
}

actor_known if {
	is_string(input.actor.id)
	input.actor.id != ""
}

resource_known if {
	is_string(input.resource.type)
	input.resource.type != ""
	is_array(input.resource.labels)
	is_object(input.resource.facts)
}

purpose_known if {
	is_string(input.purpose)
	input.purpose != ""
}

assurance_known if {
	is_string(input.subject.acr)
	is_string(input.subject.authTime)
}

context_known if {
	is_string(input.context.time)
	is_array(input.context.relationship)
}

workload_granted if input.action in data.platform.workloads[input.actor.id].actions

role_granted if {
	some role in input.subject.roles
	input.action in data.platform.roles[role].actions
}

purpose_permitted if {
	some role in input.subject.roles
	input.action in data.platform.roles[role].actions
	input.purpose in purposes(role)
}

assured if data.platform.assurance.ranks[input.subject.acr] >= data.platform.assurance.least

# A purpose for one action replaces that for all actions of the role.
purposes(role) := data.platform.purposes[role][input.action].allowed

else := data.platform.purposes[role]["*"].allowed
