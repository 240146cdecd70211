# METADATA
# title: Read the topology
# description: >-
#   An operator sees which app calls which, how often, and who refused.
package platform.actions.dashboard.topology.read

import data.platform.lib.caller
import data.platform.lib.verdict

outcome := verdict.permit if {
	caller.admitted
	input.context.transport == "edge"
}

else := verdict.deny(caller.refusal) if caller.refusal

else := verdict.deny("workload_not_granted")
