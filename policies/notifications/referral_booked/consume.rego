# METADATA
# title: Act on a booked referral
# description: >-
#   Notifications tells the patient if the event comes from referrals, on behalf of somebody who, as the policies are now, may have booked it.
package platform.actions.notifications.referral_booked.consume

import data.platform.lib.message
import data.platform.lib.verdict

outcome := verdict.permit if message.caused_by("referrals.referral.book")

else := verdict.deny(message.refusal("referrals.referral.book"))
