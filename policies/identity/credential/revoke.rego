# METADATA
# title: Revoke a credential
# description: >-
#   An operator takes back a user, a sign-in, a role, a workload, a certificate or a signing key. It wants a strong and recent sign-in: whoever can do it
#   can stop the platform.
package platform.actions.identity.credential.revoke

import data.platform.lib.caller
import data.platform.lib.verdict

outcome := verdict.permit_with({"stepUp": data.platform.assurance.sensitive, "audit": "sensitive"}) if caller.admitted

else := verdict.deny(caller.refusal)
