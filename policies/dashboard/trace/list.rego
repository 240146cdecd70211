# METADATA
# title: List traces
# description: >-
#   An operator sees which calls there were, where they went and how they were decided: names of routes and ids of decisions.
package platform.actions.dashboard.trace.list

import data.platform.lib.caller
import data.platform.lib.verdict

outcome := verdict.permit if {
	caller.admitted
	input.context.transport == "edge"
}

else := verdict.deny(caller.refusal) if caller.refusal

else := verdict.deny("workload_not_granted")
