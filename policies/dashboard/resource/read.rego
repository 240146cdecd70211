# METADATA
# title: Read a resource
# description: >-
#   An operator sees one process: its state and its log, which names neither patients nor secrets.
package platform.actions.dashboard.resource.read

import data.platform.lib.caller
import data.platform.lib.verdict

outcome := verdict.permit if {
	caller.admitted
	input.context.transport == "edge"
}

else := verdict.deny(caller.refusal) if caller.refusal

else := verdict.deny("workload_not_granted")
