package corpus.terraform.encryption

# For each type, where its attribute is and what it must be.
wanted := {
	"aws_ebs_volume": [["encrypted"]],
	"aws_db_instance": [["storage_encrypted"]],
	"aws_efs_file_system": [["encrypted"]],
	"aws_elasticache_replication_group": [["at_rest_encryption_enabled"], ["transit_encryption_enabled"]],
	"aws_instance": [["root_block_device", 0, "encrypted"]],
}

touched := [change |
	some change in input.resource_changes
	some action in change.change.actions
	action in ["create", "update"]
]

deny contains {"address": change.address, "attribute": name} if {
	some change in touched
	some path in wanted[change.type]
	object.get(change.change.after, path, false) != true
	not unknown(change, path)
	name := concat(".", [sprintf("%v", [part]) | some part in path])
}

# What is known only after the apply cannot be judged by the plan.
unknown(change, path) if object.get(change.change.after_unknown, path, false) == true

score := 100 if count(touched) == 0 else := round(100 * (1 - (count({d.address | some d in deny}) / count(touched))))
