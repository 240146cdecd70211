package platform.actions.records.patient.search_test

import data.platform.actions.records.patient.search
import data.platform.lib.fixtures_test as some_

call(subject) := some_.call(subject, some_.gateway, "records.patient.search", [])

test_allows_a_clinician_the_rows_of_their_organisation if {
	search.outcome.allow with input as call(some_.gp)
	search.outcome.obligations.filter.value == "A81001" with input as call(some_.gp)
}

test_denies_an_auditor if search.outcome.reasons == ["role_not_permitted"] with input as call(some_.auditor)

test_restricts_the_rows_to_the_organisations if {
	condition := search.outcome.obligations.filter with input as call(some_.gp)
	condition == {"type": "field", "operator": "eq", "field": "organisation", "value": "A81001"}
}
