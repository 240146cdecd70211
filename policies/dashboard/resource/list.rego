# METADATA
# title: List resources
# description: >-
#   An operator sees what runs, in what state and at what address: nothing of a patient.
package platform.actions.dashboard.resource.list

import data.platform.lib.caller
import data.platform.lib.verdict

outcome := verdict.permit if {
	caller.admitted
	input.context.transport == "edge"
}

else := verdict.deny(caller.refusal) if caller.refusal

else := verdict.deny("workload_not_granted")
