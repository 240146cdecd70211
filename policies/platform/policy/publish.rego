# METADATA
# title: Publish a policy revision
# description: >-
#   An author of policies publishes a revision, signed in strongly and recently; how many approvers it takes is checked by the control plane.
package platform.actions.platform.policy.publish

import data.platform.lib.caller
import data.platform.lib.verdict

outcome := verdict.permit_with({"stepUp": data.platform.assurance.sensitive}) if caller.admitted

else := verdict.deny(caller.refusal)
