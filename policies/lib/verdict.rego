# METADATA
# title: Verdicts
# description: The shape of every decision; obligations are complete even where there are none.
package platform.lib.verdict

none := {"mask": [], "filter": null, "audit": "standard", "stepUp": null}

permit := permit_with({})

permit_with(obligations) := {
	"allow": true,
	"reasons": [],
	"obligations": object.union(none, obligations),
}

deny(reason) := {"allow": false, "reasons": [reason], "obligations": none}
