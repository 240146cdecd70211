package corpus.terraform.deletions

import data.corpus.limits

weights := {"aws_db_instance": 10, "aws_s3_bucket": 5}

default weight(_) := 1

weight(type) := weights[type]

deleted := [change |
	some change in input.resource_changes
	"delete" in change.change.actions
]

replaced contains change.address if {
	some change in deleted
	"create" in change.change.actions
}

by_type[type] := count(addresses) if {
	some type in {change.type | some change in deleted}
	addresses := {change.address | some change in deleted; change.type == type}
}

blast_radius := sum([cost |
	some type, n in by_type
	cost := n * weight(type)
])

default verdict := "ask"

verdict := "apply" if {
	blast_radius <= limits.automatic
	not protected
} else := "refuse" if {
	blast_radius > limits.hard
} else := "refuse" if protected

protected if {
	some change in deleted
	change.change.before.deletion_protection == true
}
