# METADATA
# title: List notes
# description: >-
#   A clinician with a relationship lists the notes of a patient. Notes that the reader may not read past are absent, and nothing tells how
#   many.
package platform.actions.records.note.list

import data.platform.lib.caller
import data.platform.lib.filter
import data.platform.lib.relationship
import data.platform.lib.sensitivity
import data.platform.lib.verdict

outcome := verdict.permit_with({"filter": readable}) if {
	caller.admitted
	relationship.in_force
}

else := verdict.deny("no_relationship") if caller.admitted

else := verdict.deny(caller.refusal)

readable := filter.all_of([
	filter.equal("organisation", input.subject.organisation),
	filter.any_of([
		filter.one_of("confidentiality", sensitivity.levels),
		filter.equal("authorOrganisation", input.subject.organisation),
	]),
])
