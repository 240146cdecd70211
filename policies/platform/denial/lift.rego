# METADATA
# title: Lift an emergency denial
# description: >-
#   An operator opens again what was closed in an emergency, signed in strongly and recently; what is open then is what the policies permit, and no more.
package platform.actions.platform.denial.lift

import data.platform.lib.caller
import data.platform.lib.verdict

outcome := verdict.permit_with({"stepUp": data.platform.assurance.sensitive}) if caller.admitted

else := verdict.deny(caller.refusal)
