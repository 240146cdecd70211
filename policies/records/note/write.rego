# METADATA
# title: Write a note
# description: >-
#   A clinician whose organisation has a relationship writes a note. Author, organisation and time are not theirs to state.
package platform.actions.records.note.write

import data.platform.lib.caller
import data.platform.lib.relationship
import data.platform.lib.verdict

outcome := verdict.permit if {
	caller.admitted
	relationship.in_force
}

else := verdict.deny("no_relationship") if caller.admitted

else := verdict.deny(caller.refusal)
