# METADATA
# title: Messages
# description: >-
#   What every consumer asks. The producer must be granted the event; and the user whom the producer signed for is judged again, by the roles and
#   policies of now: a right that was withdrawn while the message lay in a queue is not used.
package platform.lib.message

import data.platform.lib.caller

# The event comes from a granted producer, and its user has the action that leads to it.
caused_by(action) if {
	input.context.transport == "message"
	caller.subject_known
	caller.actor_known
	caller.resource_known
	caller.purpose_known
	caller.assurance_known
	caller.context_known
	caller.workload_granted
	role_has(action)
	purpose_permitted(action)
	caller.assured
}

# The first condition that is not met.
refusal(action) := "workload_not_granted" if input.context.transport != "message"

else := "missing_subject" if not caller.subject_known

else := "missing_actor" if not caller.actor_known

else := "missing_resource" if not caller.resource_known

else := "missing_purpose" if not caller.purpose_known

else := "missing_assurance" if not caller.assurance_known

else := "missing_relationship_facts" if not caller.context_known

else := "workload_not_granted" if not caller.workload_granted

else := "role_not_permitted" if not role_has(action)

else := "purpose_not_permitted" if not purpose_permitted(action)

else := "assurance_too_low" if not caller.assured

role_has(action) if {
	some role in input.subject.roles
	action in data.platform.roles[role].actions
}

purpose_permitted(action) if {
	some role in input.subject.roles
	action in data.platform.roles[role].actions
	input.purpose in caller.purposes(role)
}
