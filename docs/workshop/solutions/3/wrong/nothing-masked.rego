# rejected: mask /emergencyContact
package platform.actions.records.summary.read

import data.platform.lib.caller
import data.platform.lib.relationship
import data.platform.lib.verdict

outcome := verdict.permit if {
	caller.admitted
	relationship.in_force
}

else := verdict.permit if {
	caller.admitted
	"patient" in input.subject.roles
	input.resource.id == input.subject.id
}

else := verdict.deny("no_relationship") if caller.admitted

else := verdict.deny(caller.refusal)
