# METADATA
# title: Act on a returned referral
# description: >-
#   Notifications tells the patient if the event comes from referrals, on behalf of somebody who, as the policies are now, may have returned it.
package platform.actions.notifications.referral_returned.consume

import data.platform.lib.message
import data.platform.lib.verdict

outcome := verdict.permit if message.caused_by("referrals.triage.return")

else := verdict.deny(message.refusal("referrals.triage.return"))
