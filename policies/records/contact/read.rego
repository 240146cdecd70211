# METADATA
# title: Read contact details
# description: >-
#   Notifications, on nobody's behalf, asks how to reach a patient about a referral; only while a referral's relationship is in force. For every
#   other patient the answer is the same as for one who does not exist.
package platform.actions.records.contact.read

import data.platform.lib.caller
import data.platform.lib.relationship
import data.platform.lib.verdict

outcome := verdict.permit if {
	caller.workload_admitted
	referred
}

else := verdict.deny("no_relationship") if caller.workload_admitted

else := verdict.deny(caller.workload_refusal)

referred if {
	is_string(input.resource.id)
	some held in input.context.relationship
	held.kind in {"referral-sender", "referral-receiver"}
	relationship.holds(held)
}
