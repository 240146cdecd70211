# METADATA
# title: Act on a cancelled referral
# description: >-
#   Notifications tells the patient if the event comes from referrals, on behalf of somebody who, as the policies are now, may have cancelled it.
package platform.actions.notifications.referral_cancelled.consume

import data.platform.lib.message
import data.platform.lib.verdict

outcome := verdict.permit if message.caused_by("referrals.referral.cancel")

else := verdict.deny(message.refusal("referrals.referral.cancel"))
