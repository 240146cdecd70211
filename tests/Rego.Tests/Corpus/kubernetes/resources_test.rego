package corpus.kubernetes.resources_test

import data.corpus.kubernetes.resources

deployment(limits) := {
	"metadata": {"namespace": "shop"},
	"spec": {"replicas": 3, "template": {"spec": {"containers": [{
		"name": "app",
		"resources": {"requests": {"cpu": "250m", "memory": "128Mi"}, "limits": limits},
	}]}}},
}

test_allows_modest_limits if {
	resources.deny == set() with input as deployment({"cpu": "500m", "memory": "256Mi"})
}

test_denies_missing_limits if {
	resources.deny == {"app: limits.cpu is missing", "app: limits.memory is missing"} with input as deployment({})
}

test_denies_too_much if {
	got := resources.deny with input as deployment({"cpu": "4500m", "memory": "3Gi"})
	got == {
		"app: cpu limit 4500m is over 4",
		"app: memory limit 3Gi is over 2147483648 bytes",
	}
}

test_quota_counts_replicas if {
	shop := deployment({"cpu": "1", "memory": "1Gi"})
	resources.total_memory == 402653184 with input as shop
	resources.within_quota with input as shop with data.corpus.quota.shop as "384Mi"
	not resources.within_quota with input as shop with data.corpus.quota.shop as "383Mi"
	not resources.within_quota with input as shop with data.corpus.quota.other as "1Gi"
}
