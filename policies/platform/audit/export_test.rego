package platform.actions.platform.audit.export_test

import data.platform.actions.platform.audit.export
import data.platform.lib.fixtures_test as some_

test_allows_an_auditor_everything if {
	outcome := export.outcome with input as some_.call(some_.auditor, some_.gateway, "platform.audit.export", [])
	outcome.allow
	outcome.obligations.mask == []
	outcome.obligations.filter == null
}

test_denies_a_clinician if {
	export.outcome.reasons == ["role_not_permitted"] with input as some_.call(some_.gp, some_.gateway, "platform.audit.export", [])
}

test_denies_a_patient_their_own if {
	subject := {"id": "own", "roles": ["patient"], "organisation": "self", "acr": "aal2", "authTime": "2026-01-05T08:55:00.000Z"}
	export.outcome.reasons == ["role_not_permitted"] with input as object.union(
		some_.call(subject, some_.gateway, "platform.audit.export", []),
		{"purpose": "PATRQT"},
	)
}

test_denies_another_workload if {
	export.outcome.reasons == ["workload_not_granted"] with input as some_.call(some_.auditor, some_.notifications, "platform.audit.export", [])
}
