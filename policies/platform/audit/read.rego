# METADATA
# title: Read the audit
# description: >-
#   An auditor, for healthcare operations, reads who saw which record. Clinicians do not.
package platform.actions.platform.audit.read

import data.platform.lib.caller
import data.platform.lib.verdict

outcome := verdict.permit if caller.admitted

else := verdict.deny(caller.refusal)
