package corpus.kubernetes.disruption

# METADATA
# title: Disruption budget
# description: Every deployment of more than one replica has a budget that lets a node be drained.
# custom:
#   severity: high
deny contains {"message": message, "severity": severity} if {
	input.kind == "Deployment"
	input.spec.replicas > 1
	count(budgets) == 0
	severity := rego.metadata.rule().custom.severity
	message := sprintf("%s has no PodDisruptionBudget", [input.metadata.name])
}

# METADATA
# custom:
#   severity: low
deny contains {"message": message, "severity": severity} if {
	some budget in budgets
	disruptable(budget) < 1
	severity := rego.metadata.rule().custom.severity
	message := sprintf("budget %s lets no pod go", [budget.metadata.name])
}

budgets contains budget if {
	some budget in data.corpus.cluster.budgets
	object.subset(input.spec.template.metadata.labels, budget.spec.selector.matchLabels)
}

disruptable(budget) := input.spec.replicas - pods(budget.spec.minAvailable)

disruptable(budget) := pods(budget.spec.maxUnavailable)

# A number of pods, or a share of the replicas, rounded up.
pods(value) := value if is_number(value)

pods(value) := ceil((to_number(trim_suffix(value, "%")) * input.spec.replicas) / 100) if endswith(value, "%")
