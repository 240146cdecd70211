# rejected: a consultant of a hospital that has nothing to do with the patient: allowed
package platform.actions.records.summary.read

import data.platform.lib.caller
import data.platform.lib.relationship
import data.platform.lib.verdict

outcome := verdict.permit if input.subject != null

else := verdict.deny("missing_subject")
