# METADATA
# title: Return a referral
# description: >-
#   A clinician of the receiving organisation returns a referral to the referrer with advice.
package platform.actions.referrals.triage.return

import data.platform.lib.caller
import data.platform.lib.relationship
import data.platform.lib.verdict

outcome := verdict.permit if {
	caller.admitted
	"referral-receiver" in relationship.kinds
}

else := verdict.deny("no_relationship") if caller.admitted

else := verdict.deny(caller.refusal)
