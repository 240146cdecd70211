# METADATA
# title: Read a referral
# description: >-
#   The organisations of a referral read it: who sent it and who receives it. An id that is not one names nothing, so asking for it may be
#   answered.
package platform.actions.referrals.referral.read

import data.platform.lib.caller
import data.platform.lib.relationship
import data.platform.lib.verdict

outcome := verdict.permit if {
	caller.admitted
	nameable
}

else := verdict.deny("no_relationship") if caller.admitted

else := verdict.deny(caller.refusal)

nameable if relationship.in_force

nameable if input.resource.facts.wellFormed == false
