# METADATA
# title: Read a note
# description: >-
#   A clinician with a relationship reads a note. Only the practice of registration and the organisation that wrote it see third-party
#   information. A label that the reader may not read past makes the note as good as not there; any other label asks for a strong and recent
#   sign-in.
package platform.actions.records.note.read

import data.platform.lib.caller
import data.platform.lib.filter
import data.platform.lib.sensitivity
import data.platform.lib.verdict

outcome := verdict.permit_with({
	"mask": mask,
	"filter": filter.equal("organisation", input.subject.organisation),
	"audit": sensitivity.audit,
	"stepUp": sensitivity.step_up,
}) if {
	caller.admitted
	sensitivity.readable
}

else := verdict.deny("no_relationship") if caller.admitted

else := verdict.deny(caller.refusal)

mask := [] if sensitivity.unrestricted

else := ["/thirdPartyInformation"]
