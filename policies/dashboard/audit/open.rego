# METADATA
# title: Open the audit page
# description: >-
#   Who may ask at all who saw a record. What the ledger answers is its own decision, for the same person.
package platform.actions.dashboard.audit.open

import data.platform.lib.caller
import data.platform.lib.verdict

outcome := verdict.permit if {
	caller.admitted
	input.context.transport == "edge"
}

else := verdict.deny(caller.refusal) if caller.refusal

else := verdict.deny("workload_not_granted")
