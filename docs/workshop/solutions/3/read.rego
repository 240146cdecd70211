# METADATA
# title: Read a patient's summary
# description: >-
#   A clinician whose organisation has a relationship reads the summary, and so does the patient. What the patient said of somebody else stays with
#   the practice of registration and with the patient.
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
	own
}

else := verdict.deny("no_relationship") if caller.admitted

else := verdict.deny(caller.refusal)

mask := [] if "registration" in relationship.kinds

else := ["/emergencyContact"]

# The subject of a patient's sign-in is the patient's own id.
own if {
	"patient" in input.subject.roles
	input.resource.id == input.subject.id
}
