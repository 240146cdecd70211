# METADATA
# title: Close a care relationship
# description: >-
#   The referrals service, for a clinician of the organisation that has the relationship, ends it.
package platform.actions.records.relationship.close

import data.platform.lib.caller
import data.platform.lib.relationship
import data.platform.lib.verdict

outcome := verdict.permit if {
	caller.admitted
	relationship.in_force
}

else := verdict.deny("no_relationship") if caller.admitted

else := verdict.deny(caller.refusal)
