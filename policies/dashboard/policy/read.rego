# METADATA
# title: Read a policy
# description: >-
#   Operators and authors of policies read the source of one policy, its tests, and which of its lines the tests evaluate. What the control plane answers
#   is its own decision, for the same person.
package platform.actions.dashboard.policy.read

import data.platform.lib.caller
import data.platform.lib.verdict

outcome := verdict.permit if {
	caller.admitted
	input.context.transport == "edge"
}

else := verdict.deny(caller.refusal) if caller.refusal

else := verdict.deny("workload_not_granted")
