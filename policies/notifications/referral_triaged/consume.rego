# METADATA
# title: Act on a triaged referral
# description: >-
#   Notifications tells the patient if the event comes from referrals, on behalf of somebody who, as the policies are now, may have accepted it.
package platform.actions.notifications.referral_triaged.consume

import data.platform.lib.message
import data.platform.lib.verdict

outcome := verdict.permit if message.caused_by("referrals.triage.accept")

else := verdict.deny(message.refusal("referrals.triage.accept"))
