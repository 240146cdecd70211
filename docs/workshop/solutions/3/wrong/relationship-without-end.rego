# rejected: A relationship has an end.
package platform.actions.records.summary.read

import data.platform.lib.caller
import data.platform.lib.relationship
import data.platform.lib.verdict

outcome := verdict.permit_with({"mask": mask}) if {
	caller.admitted
	some relation in input.context.relationship
	relation.organisation == input.subject.organisation
}

else := verdict.permit if {
	caller.admitted
	"patient" in input.subject.roles
	input.resource.id == input.subject.id
}

else := verdict.deny("no_relationship") if caller.admitted

else := verdict.deny(caller.refusal)

mask := [] if "registration" in relationship.kinds

else := ["/emergencyContact"]
