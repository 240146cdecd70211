# rejected: a GP of the practice where the patient is registered: denied
package platform.actions.records.summary.read

import data.platform.lib.caller
import data.platform.lib.relationship
import data.platform.lib.verdict

outcome := verdict.deny("role_not_permitted")
