# METADATA
# title: Verdicts
# description: >-
#   The shape of every decision; obligations are complete even where there are none. What is closed in an emergency is not permitted by anybody:
#   every permit is made here.
package platform.lib.verdict

import data.platform.lib.emergency

none := {"mask": [], "filter": null, "audit": "standard", "stepUp": null}

permit := permit_with({})

permit_with(obligations) := deny("emergency_deny") if {
	emergency.closed
} else := {
	"allow": true,
	"reasons": [],
	"obligations": object.union(none, obligations),
}

deny(reason) := {"allow": false, "reasons": [reason], "obligations": none}
