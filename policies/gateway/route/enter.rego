# METADATA
# title: Enter by a route
# description: >-
#   Whether a person may use a route of the gateway at all: a role and enough assurance. Relationship facts are the business of the service
#   behind it.
package platform.actions.gateway.route.enter

import data.platform.lib.caller
import data.platform.lib.verdict

outcome := verdict.permit if {
	caller.person_admitted
	input.context.transport == "edge"
}

else := verdict.deny(caller.person_refusal) if caller.person_refusal

else := verdict.deny("workload_not_granted")
