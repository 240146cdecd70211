package platform.lib.verdict_test

import data.platform.lib.verdict

test_permit_carries_every_obligation_key if {
	verdict.permit == {"allow": true, "reasons": [], "obligations": {"mask": [], "filter": null, "audit": "standard", "stepUp": null}}
}

test_permit_with_replaces_only_what_is_given if {
	verdict.permit_with({"mask": ["/a"]}).obligations == {"mask": ["/a"], "filter": null, "audit": "standard", "stepUp": null}
}

test_deny_names_its_reason_and_allows_nothing if {
	verdict.deny("no_relationship") == {"allow": false, "reasons": ["no_relationship"], "obligations": verdict.none}
}

test_denial_reasons_are_in_the_closed_list if {
	every reason in ["no_relationship", "step_up", "role_not_permitted"] { data.platform.reasons[reason].status }
}
