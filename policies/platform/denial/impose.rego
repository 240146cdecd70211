# METADATA
# title: Impose an emergency denial
# description: >-
#   An operator closes actions, callers or everything at once, signed in strongly and recently: one person is enough to close.
package platform.actions.platform.denial.impose

import data.platform.lib.caller
import data.platform.lib.verdict

outcome := verdict.permit_with({"stepUp": data.platform.assurance.sensitive}) if caller.admitted

else := verdict.deny(caller.refusal)
