# rejected: nobody: no token at all: allowed
package platform.actions.records.summary.read

import data.platform.lib.caller
import data.platform.lib.relationship
import data.platform.lib.verdict

# The caller shows that it is inside.
outcome := verdict.permit if input.actor.id == "spiffe://platform.local/ns/default/gateway"

else := verdict.deny("workload_not_granted")
