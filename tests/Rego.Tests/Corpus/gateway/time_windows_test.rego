package corpus.gateway.time_windows_test

import data.corpus.gateway.time_windows

calendar := {
	"zones": {"london": "Europe/London", "tokyo": "Asia/Tokyo"},
	"holidays": {"2030-12-25": "Christmas"},
	"freezes": [{"name": "year end", "from": "2030-12-30T00:00:00Z", "to": "2031-01-02T00:00:00Z"}],
}

why(site, at) := got if {
	got := time_windows.decision.why with input as {"site": site, "at": time.parse_rfc3339_ns(at)}
		with data.corpus.calendar as calendar
}

# In summer London is an hour ahead of UTC.
test_decides[at] := why("london", at) == want if {
	some at, want in {
		"2030-07-01T07:59:59Z": "outside of working hours",
		"2030-07-01T08:00:00Z": "working hours",
		"2030-07-01T16:29:59Z": "working hours",
		"2030-07-01T16:30:00Z": "outside of working hours",
		"2030-07-06T10:00:00Z": "weekend",
		"2030-12-25T10:00:00Z": "Christmas",
		"2030-12-29T23:59:59Z": "weekend",
		"2030-12-30T00:00:00Z": "year end",
		"2031-01-02T10:00:00Z": "working hours",
	}
}

test_other_sites_have_other_days if {
	why("tokyo", "2030-12-24T23:00:00Z") == "Christmas"
	why("nowhere", "2030-12-24T10:00:00Z") == "working hours"
}

test_an_emergency_needs_two if {
	at := time.parse_rfc3339_ns("2030-12-31T03:00:00Z")
	time_windows.decision.deploy with input as {"site": "london", "at": at, "emergency": true, "approvals": ["a", "b"]}
		with data.corpus.calendar as calendar
	not time_windows.decision.deploy with input as {"site": "london", "at": at, "emergency": true, "approvals": ["a"]}
		with data.corpus.calendar as calendar
}
