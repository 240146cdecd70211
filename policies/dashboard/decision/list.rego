# METADATA
# title: List decisions
# description: >-
#   Operators and authors of policies open the list of what was decided. What the decision log answers is its own decision, for the same person.
package platform.actions.dashboard.decision.list

import data.platform.lib.caller
import data.platform.lib.verdict

outcome := verdict.permit if {
	caller.admitted
	input.context.transport == "edge"
}

else := verdict.deny(caller.refusal) if caller.refusal

else := verdict.deny("workload_not_granted")
