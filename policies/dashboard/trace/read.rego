# METADATA
# title: Read a trace
# description: >-
#   An operator sees the spans of one trace, decisions included: names of routes, no values of a patient.
package platform.actions.dashboard.trace.read

import data.platform.lib.caller
import data.platform.lib.verdict

outcome := verdict.permit if {
	caller.admitted
	input.context.transport == "edge"
}

else := verdict.deny(caller.refusal) if caller.refusal

else := verdict.deny("workload_not_granted")
