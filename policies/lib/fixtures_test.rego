package platform.lib.fixtures_test

# People, workloads and calls for the unit tests of all policies.
gp := {"id": "user-gp", "roles": ["gp"], "organisation": "A81001", "acr": "aal2", "authTime": "2026-01-05T08:55:00.000Z"}

consultant := {"id": "user-consultant", "roles": ["consultant"], "organisation": "RXX01", "acr": "aal2", "authTime": "2026-01-05T08:55:00.000Z"}

unrelated := {"id": "user-unrelated", "roles": ["consultant"], "organisation": "RYY02", "acr": "aal2", "authTime": "2026-01-05T08:55:00.000Z"}

auditor := {"id": "user-auditor", "roles": ["auditor"], "organisation": "X26", "acr": "aal2", "authTime": "2026-01-05T08:55:00.000Z"}

nurse := {"id": "user-nurse", "roles": ["triage-nurse"], "organisation": "RXX01", "acr": "aal2", "authTime": "2026-01-05T08:55:00.000Z"}

booking := {"id": "user-booking", "roles": ["booking-admin"], "organisation": "RXX01", "acr": "aal2", "authTime": "2026-01-05T08:55:00.000Z"}

patient := {"id": "patient-1", "roles": ["patient"], "organisation": "self", "acr": "aal2", "authTime": "2026-01-05T08:55:00.000Z"}

gateway := "spiffe://platform.local/ns/default/gateway"

referrals := "spiffe://platform.local/ns/default/referrals"

dashboard := "spiffe://platform.local/ns/default/dashboard"

notifications := "spiffe://platform.local/ns/default/notifications"

registration := {"kind": "registration", "organisation": "A81001", "until": null}

sender := {"kind": "referral-sender", "organisation": "A81001", "until": "2026-07-01T00:00:00.000Z"}

receiver := {"kind": "referral-receiver", "organisation": "RXX01", "until": "2026-07-01T00:00:00.000Z"}

call(subject, actor, action, relationships) := call_about(subject, actor, action, relationships, {"type": "thing", "id": "1", "labels": [], "facts": {}})

call_about(subject, actor, action, relationships, resource) := {
	"subject": subject,
	"actor": {"id": actor},
	"action": action,
	"resource": resource,
	"purpose": purpose_of(subject),
	"context": {
		"time": "2026-01-05T09:00:00.000Z",
		"traceId": "0af7651916cd43dd8448eb211c80319c",
		"transport": "sidecar",
		"relationship": relationships,
		"breakGlass": null,
	},
}

purpose_of(subject) := "HOPERAT" if "auditor" in subject.roles

else := "PATADMIN" if "booking-admin" in subject.roles

else := "PATRQT" if "patient" in subject.roles

else := "TREAT"
