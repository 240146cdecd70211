# METADATA
# title: Read the audit
# description: >-
#   Who saw a patient's record. Oversight (an auditor, a privacy officer) sees every access to it, permitted or not. A patient sees who saw their own: role,
#   organisation, time, purpose and whether it was break-glass, and nothing else. Clinicians do not.
package platform.actions.platform.audit.read

import data.platform.lib.caller
import data.platform.lib.filter
import data.platform.lib.verdict

oversight := {"auditor", "privacy-officer"}

# What a patient is not told: it names people, tells how the platform is built, or repeats what is in the record.
withheld := [
	"/items/*/sequence",
	"/items/*/action",
	"/items/*/outcome",
	"/items/*/subject",
	"/items/*/actor",
	"/items/*/recorder",
	"/items/*/resourceRef",
	"/items/*/fields",
	"/items/*/decisionId",
	"/items/*/traceId",
]

outcome := verdict.permit if {
	caller.admitted
	some role in input.subject.roles
	role in oversight
}

else := verdict.permit_with({"mask": withheld, "filter": filter.equal("outcome", "permit")}) if {
	caller.admitted
	own_record
}

else := verdict.deny("no_relationship") if caller.admitted

else := verdict.deny(caller.refusal)

# A patient's own id is the opaque reference of their record.
own_record if {
	"patient" in input.subject.roles
	is_string(input.resource.id)
	input.resource.id == input.subject.id
}
