# METADATA
# title: Submit a referral message
# description: >-
#   A referrer sends a message for an organisation that theirs represents. A response tells how a referral went and comes from the other side;
#   whose referral it answers is checked where the referral is known. A message that says neither event nor sender is only ever refused later,
#   so a referrer may send it.
package platform.actions.referrals.referral.submit

import data.platform.lib.caller
import data.platform.lib.verdict

outcome := verdict.permit if {
	caller.admitted
	may_send
	represented
}

else := verdict.deny("role_not_permitted") if {
	caller.admitted
	not may_send
}

else := verdict.deny("sender_not_represented") if caller.admitted

else := verdict.deny(caller.refusal)

may_send if "gp" in input.subject.roles

may_send if input.resource.facts.event == "servicerequest-response"

represented if input.resource.facts.sender == null

represented if input.resource.facts.event == "servicerequest-response"

represented if input.resource.facts.sender == input.subject.organisation

represented if input.resource.facts.sender in data.platform.represents[input.subject.organisation]
