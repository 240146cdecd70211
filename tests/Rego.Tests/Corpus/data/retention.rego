package corpus.data.retention

# Years that a kind of record is kept; 0 is for ever.
years := {"invoice": 10, "log": 0.5, "contract": 0}

default period(_) := 1

period(kind) := years[kind]

expires(record) := time.add_date(record.created, floor(period(record.kind)), months, 0) if {
	months := round((period(record.kind) - floor(period(record.kind))) * 12)
	period(record.kind) > 0
}

held contains record.id if {
	some record in input.records
	some hold in data.corpus.holds
	matches(hold, record)
}

matches(hold, record) if {
	every field, value in hold.where {
		record[field] == value
	}
}

decide(record) := "hold" if record.id in held

else := "keep" if not expires(record)

else := "delete" if expires(record) <= time.now_ns()

else := "warn" if {
	left := expires(record) - time.now_ns()
	left < time.parse_duration_ns("720h")
}

else := "keep"

plan[action] contains record.id if {
	some record in input.records
	action := decide(record)
}

bytes_freed := sum([units.parse_bytes(record.size) |
	some record in input.records
	decide(record) == "delete"
])
