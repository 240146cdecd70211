# METADATA
# title: Read the own inbox
# description: >-
#   A patient opens the page with what they were told. What notifications answers is its own decision, for the same person.
package platform.actions.dashboard.inbox.read

import data.platform.lib.caller
import data.platform.lib.verdict

outcome := verdict.permit if {
	caller.admitted
	input.context.transport == "edge"
}

else := verdict.deny(caller.refusal) if caller.refusal

else := verdict.deny("workload_not_granted")
