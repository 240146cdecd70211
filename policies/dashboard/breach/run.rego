# METADATA
# title: Run the breach
# description: >-
#   An operator begins the attacks on their own platform, or ends them.
package platform.actions.dashboard.breach.run

import data.platform.lib.caller
import data.platform.lib.verdict

outcome := verdict.permit if {
	caller.admitted
	input.context.transport == "edge"
}

else := verdict.deny(caller.refusal) if caller.refusal

else := verdict.deny("workload_not_granted")
