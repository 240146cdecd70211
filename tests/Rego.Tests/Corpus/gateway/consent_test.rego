package corpus.gateway.consent_test

import data.corpus.gateway.consent

now := time.parse_rfc3339_ns("2030-08-15T00:00:00Z")

consents := [
	{"user": "ann", "app": "diary", "scopes": ["read"], "given": time.parse_rfc3339_ns("2030-03-01T00:00:00Z")},
	{"user": "ann", "app": "diary", "scopes": ["share"], "given": time.parse_rfc3339_ns("2030-08-01T00:00:00Z"), "withdrawn": true},
	{"user": "ann", "app": "diary", "scopes": ["write"], "given": time.parse_rfc3339_ns("2030-01-01T00:00:00Z")},
]

outcome(app, scope) := got if {
	got := consent.outcome with input as {"user": "ann", "app": app, "scope": scope}
		with data.corpus.consents as consents
		with data.corpus.apps as {"diary": {"scopes": ["read", "write", "share"]}}
		with time.now_ns as now
}

test_issues_what_is_granted if outcome("diary", "read") == {"next": "issue", "scopes": ["read"]}

test_asks_for_what_is_withdrawn_or_old if {
	outcome("diary", "read write  share") == {"next": "ask", "scopes": ["share", "write"]}
}

test_refuses_what_the_app_may_not_have if {
	outcome("diary", "read admin") == {"next": "error", "error": "invalid_scope", "scopes": ["admin"]}
}

test_refuses_unknown_apps if outcome("spy", "read").error == "invalid_client"

test_says_nothing_to_no_scope if not outcome("diary", "")

test_counts_months if {
	consent.age_in_months == {"diary": 7} with data.corpus.consents as [consents[2]] with time.now_ns as now
}
