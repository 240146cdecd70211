package corpus.gateway.time_windows

import data.corpus.calendar

zone := object.get(calendar.zones, input.site, "UTC")

clock := time.clock([input.at, zone])

date := sprintf("%04d-%02d-%02d", time.date([input.at, zone]))

minutes := (clock[0] * 60) + clock[1]

weekend if time.weekday([input.at, zone]) in {"Saturday", "Sunday"}

holiday := calendar.holidays[date]

freeze contains window.name if {
	some window in calendar.freezes
	input.at >= time.parse_rfc3339_ns(window.from)
	input.at < time.parse_rfc3339_ns(window.to)
}

open_hours if {
	minutes >= 9 * 60
	minutes < (17 * 60) + 30
}

default decision := {"deploy": false, "why": "outside of working hours"}

decision := {"deploy": true, "why": "emergency"} if {
	input.emergency
	count(input.approvals) >= 2
} else := {"deploy": false, "why": concat(", ", freeze)} if {
	count(freeze) > 0
} else := {"deploy": false, "why": holiday} if {
	holiday
} else := {"deploy": false, "why": "weekend"} if {
	weekend
} else := {"deploy": true, "why": "working hours"} if open_hours
