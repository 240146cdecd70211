# rejected: tells the caller that the patient exists
package platform.actions.records.summary.read

import data.platform.lib.caller
import data.platform.lib.relationship
import data.platform.lib.verdict

outcome := verdict.permit_with({"mask": mask}) if {
	caller.admitted
	relationship.in_force
}

else := verdict.permit if {
	caller.admitted
	"patient" in input.subject.roles
	input.resource.id == input.subject.id
}

# A refusal that differs tells the caller that the patient exists.
else := verdict.deny("role_not_permitted")

mask := [] if "registration" in relationship.kinds

else := ["/emergencyContact"]
