# METADATA
# title: Command a resource
# description: >-
#   An operator starts, stops, restarts, kills, freezes and thaws a process.
package platform.actions.dashboard.resource.command

import data.platform.lib.caller
import data.platform.lib.verdict

outcome := verdict.permit if {
	caller.admitted
	input.context.transport == "edge"
}

else := verdict.deny(caller.refusal) if caller.refusal

else := verdict.deny("workload_not_granted")
