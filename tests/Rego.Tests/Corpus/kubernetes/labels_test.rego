package corpus.kubernetes.labels_test

import data.corpus.kubernetes.labels as policy

good := {"app.kubernetes.io/name": "shop", "team": "team-blue", "cost-centre": "0042"}

create(labels) := {"request": {"operation": "CREATE", "object": {"metadata": {"labels": labels}}}}

test_allows_all_labels if policy.response == {"allowed": true} with input as create(good)

test_names_what_is_missing if {
	policy.response.status.message == "missing labels: cost-centre, team" with input as create(object.filter(good, ["app.kubernetes.io/name"]))
}

test_denies_no_metadata_at_all if {
	policy.response.allowed == false with input as {"request": {"operation": "CREATE", "object": {}}}
}

test_denies_a_bad_value if {
	bad := object.union(good, {"cost-centre": "42"})
	policy.deny == {`label cost-centre: "42" does not match ^\d{4}$`} with input as create(bad)
}

test_denies_a_change_of_team if {
	old := object.union(good, {"team": "team-red"})
	policy.deny == {"label team may not change from team-red to team-blue"} with input as {"request": {
		"operation": "UPDATE",
		"object": {"metadata": {"labels": good}},
		"oldObject": {"metadata": {"labels": old}},
	}}
}
