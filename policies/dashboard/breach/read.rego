# METADATA
# title: Watch the breach
# description: >-
#   An operator watches the attacks on every route and what became of them: routes, identities and statuses, no token and nothing of a patient.
package platform.actions.dashboard.breach.read

import data.platform.lib.caller
import data.platform.lib.verdict

outcome := verdict.permit if {
	caller.admitted
	input.context.transport == "edge"
}

else := verdict.deny(caller.refusal) if caller.refusal

else := verdict.deny("workload_not_granted")
