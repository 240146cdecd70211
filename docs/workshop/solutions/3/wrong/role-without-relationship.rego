# rejected: A role alone opens every record in the country.
package platform.actions.records.summary.read

import data.platform.lib.caller
import data.platform.lib.relationship
import data.platform.lib.verdict

outcome := verdict.permit if caller.admitted

else := verdict.deny(caller.refusal)
