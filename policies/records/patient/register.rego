# METADATA
# title: Register a patient
# description: >-
#   The referrals service, for a clinician who refers, registers the patient of a message as unverified.
package platform.actions.records.patient.register

import data.platform.lib.caller
import data.platform.lib.verdict

outcome := verdict.permit if caller.admitted

else := verdict.deny(caller.refusal)
