# METADATA
# title: List the policies
# description: >-
#   Operators and authors of policies see which policies there are, how they are tested, and who decides by which revision. What the control plane answers
#   is its own decision, for the same person.
package platform.actions.dashboard.policy.list

import data.platform.lib.caller
import data.platform.lib.verdict

outcome := verdict.permit if {
	caller.admitted
	input.context.transport == "edge"
}

else := verdict.deny(caller.refusal) if caller.refusal

else := verdict.deny("workload_not_granted")
