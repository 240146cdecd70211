# rejected: Does the policy know ids or organisations by heart?
package platform.actions.records.summary.read

import data.platform.lib.caller
import data.platform.lib.relationship
import data.platform.lib.verdict

outcome := verdict.permit if {
	caller.admitted
	input.subject.organisation in ["A81001", "RXX01"]
}

else := verdict.deny("no_relationship") if caller.admitted

else := verdict.deny(caller.refusal)
