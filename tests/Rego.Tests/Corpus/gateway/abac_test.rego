package corpus.gateway.abac_test

import data.corpus.gateway.abac

request := {
	"subject": {"clearance": "secret", "department": "finance"},
	"resource": {"classification": "secret", "departments": ["finance", "legal"], "countries": ["GB"]},
	"environment": {"device": {"managed": true}, "country": "GB"},
}

failed(patches) := got if {
	got := abac.decision.failed with input as json.patch(request, patches)
}

set_to(path, value) := {"op": "replace", "path": path, "value": value}

test_allows_when_all_hold if abac.decision == {"allow": true, "failed": set()} with input as request

test_denies_a_lower_clearance if failed([set_to("/subject/clearance", "confidential")]) == {"clearance"}

test_denies_an_unknown_clearance if failed([set_to("/subject/clearance", "cosmic")]) == {"clearance"}

test_denies_several_things_at_once if {
	failed([
		set_to("/subject/department", "sales"),
		set_to("/environment/device/managed", false),
		set_to("/environment/country", "FR"),
	]) == {"department", "device", "region"}
}

test_public_things_need_little if {
	failed([
		set_to("/resource/classification", "public"),
		set_to("/subject", {"clearance": "public"}),
		{"op": "remove", "path": "/environment"},
	]) == set()
}
