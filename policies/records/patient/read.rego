# METADATA
# title: Read a patient
# description: >-
#   A clinician whose organisation has a relationship reads the record. What the patient said of somebody else (the emergency contact) stays
#   with the practice that the patient is registered with, and with the patient, who may read their own record.
package platform.actions.records.patient.read

import data.platform.lib.caller
import data.platform.lib.filter
import data.platform.lib.relationship
import data.platform.lib.verdict

outcome := verdict.permit_with({
	"mask": mask,
	"filter": filter.equal("organisation", input.subject.organisation),
}) if {
	caller.admitted
	relationship.in_force
}

else := verdict.permit_with({"filter": filter.equal("patientId", input.subject.id)}) if {
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
