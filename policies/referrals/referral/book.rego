# METADATA
# title: Book an appointment
# description: >-
#   A clinician of the receiving organisation books an appointment for a referral.
package platform.actions.referrals.referral.book

import data.platform.lib.caller
import data.platform.lib.relationship
import data.platform.lib.verdict

outcome := verdict.permit if {
	caller.admitted
	"referral-receiver" in relationship.kinds
}

else := verdict.deny("no_relationship") if caller.admitted

else := verdict.deny(caller.refusal)
