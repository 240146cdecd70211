# METADATA
# title: Restore a credential
# description: >-
#   An operator lifts a revocation, which lets somebody in again. It wants a strong and recent sign-in.
package platform.actions.identity.credential.restore

import data.platform.lib.caller
import data.platform.lib.verdict

outcome := verdict.permit_with({"stepUp": data.platform.assurance.sensitive, "audit": "sensitive"}) if caller.admitted

else := verdict.deny(caller.refusal)
