package corpus.kubernetes.labels

required := {
	"app.kubernetes.io/name": `^[a-z]([-a-z0-9]*[a-z0-9])?$`,
	"team": `^team-[a-z]+$`,
	"cost-centre": `^\d{4}$`,
}

labels := object.get(input.request.object, ["metadata", "labels"], {})

deny contains msg if {
	missing := object.keys(required) - object.keys(labels)
	count(missing) > 0
	msg := sprintf("missing labels: %s", [concat(", ", sort(missing))])
}

deny contains msg if {
	some label, pattern in required
	value := labels[label]
	not regex.match(pattern, value)
	msg := sprintf("label %s: %q does not match %s", [label, value, pattern])
}

deny contains msg if {
	input.request.operation == "UPDATE"
	some label in ["team", "cost-centre"]
	was := input.request.oldObject.metadata.labels[label]
	was != labels[label]
	msg := sprintf("label %s may not change from %s to %s", [label, was, labels[label]])
}

response := {"allowed": true} if count(deny) == 0

else := {"allowed": false, "status": {"code": 403, "message": concat("; ", sort(deny))}}
