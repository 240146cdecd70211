# METADATA
# title: Search patients
# description: >-
#   A clinician searches among the patients that their organisation has a relationship with; the row filter is the permission.
package platform.actions.records.patient.search

import data.platform.lib.caller
import data.platform.lib.filter
import data.platform.lib.verdict

outcome := verdict.permit_with({"filter": filter.equal("organisation", input.subject.organisation)}) if caller.admitted

else := verdict.deny(caller.refusal)
