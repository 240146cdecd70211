# METADATA
# title: Cancel a referral
# description: >-
#   Either side of a referral may cancel it.
package platform.actions.referrals.referral.cancel

import data.platform.lib.caller
import data.platform.lib.relationship
import data.platform.lib.verdict

outcome := verdict.permit if {
	caller.admitted
	relationship.in_force
}

else := verdict.deny("no_relationship") if caller.admitted

else := verdict.deny(caller.refusal)
