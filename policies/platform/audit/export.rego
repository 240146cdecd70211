# METADATA
# title: Export the audit
# description: >-
#   The accesses to a patient's record as FHIR AuditEvents, whole: names, workloads, refusals. So oversight only (an auditor, a privacy officer); a patient is
#   told a part, and asks for that by another action.
package platform.actions.platform.audit.export

import data.platform.lib.caller
import data.platform.lib.verdict

outcome := verdict.permit if caller.admitted

else := verdict.deny(caller.refusal)
