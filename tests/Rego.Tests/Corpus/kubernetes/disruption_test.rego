package corpus.kubernetes.disruption_test

import data.corpus.kubernetes.disruption

deployment(replicas) := {
	"kind": "Deployment",
	"metadata": {"name": "app"},
	"spec": {"replicas": replicas, "template": {"metadata": {"labels": {"app": "app", "tier": "web"}}}},
}

budget(spec) := {"metadata": {"name": "b"}, "spec": object.union({"selector": {"matchLabels": {"app": "app"}}}, spec)}

denied(replicas, budgets) := got if {
	got := disruption.deny with input as deployment(replicas) with data.corpus.cluster.budgets as budgets
}

test_allows_one_replica_without if denied(1, []) == set()

test_denies_two_replicas_without if {
	denied(2, []) == {{"message": "app has no PodDisruptionBudget", "severity": "high"}}
}

test_a_budget_of_another_app_does_not_count if {
	other := object.union(budget({}), {"spec": {"selector": {"matchLabels": {"app": "other"}}}})
	count(denied(2, [other])) == 1
}

test_allows_budgets_with_room if {
	every spec in [{"minAvailable": 2}, {"minAvailable": "50%"}, {"maxUnavailable": 1}, {"maxUnavailable": "10%"}] {
		denied(3, [budget(spec)]) == set()
	}
}

test_denies_budgets_without_room if {
	every spec in [{"minAvailable": 3}, {"minAvailable": "70%"}, {"maxUnavailable": 0}, {"maxUnavailable": "0%"}] {
		{d.severity | some d in denied(3, [budget(spec)])} == {"low"}
	}
}
