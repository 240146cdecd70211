# METADATA
# title: Match a patient
# description: >-
#   The referrals service, for a clinician who refers, asks which patient has a verified NHS number. The answer is an opaque id, so no
#   relationship is needed yet.
package platform.actions.records.patient.match

import data.platform.lib.caller
import data.platform.lib.verdict

outcome := verdict.permit if caller.admitted

else := verdict.deny(caller.refusal)
