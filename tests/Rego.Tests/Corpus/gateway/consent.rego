package corpus.gateway.consent

# The scopes that an app may ask for, what a user has consented to, and what is too old to count.
valid_consents contains consent if {
	some consent in data.corpus.consents
	consent.user == input.user
	consent.app == input.app
	not consent.withdrawn
	time.add_date(consent.given, 0, 6, 0) > time.now_ns()
}

granted := union({scopes |
	some consent in valid_consents
	scopes := {s | some s in consent.scopes}
})

offered := {s | some s in data.corpus.apps[input.app].scopes}

asked := {s | some s in split(input.scope, " "); s != ""}

outcome := {"next": "error", "error": "invalid_client"} if not data.corpus.apps[input.app]

outcome := {"next": "error", "error": "invalid_scope", "scopes": sort(asked - offered)} if {
	data.corpus.apps[input.app]
	count(asked - offered) > 0
}

outcome := {"next": "ask", "scopes": sort(asked - granted)} if {
	asked - offered == set()
	count(asked - granted) > 0
}

outcome := {"next": "issue", "scopes": sort(asked)} if {
	count(asked) > 0
	object.subset(offered, asked)
	object.subset(granted, asked)
}

age_in_months[consent.app] := months if {
	some consent in data.corpus.consents
	[years, rest, _, _, _, _] := time.diff(time.now_ns(), consent.given)
	months := (years * 12) + rest
}
