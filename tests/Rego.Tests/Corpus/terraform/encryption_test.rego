package corpus.terraform.encryption_test

import data.corpus.terraform.encryption

change(type, action, after, unknown) := {
	"address": sprintf("%s.x", [type]),
	"type": type,
	"change": {"actions": [action], "after": after, "after_unknown": unknown},
}

plan := {"resource_changes": [
	change("aws_ebs_volume", "create", {"encrypted": true}, {}),
	change("aws_db_instance", "update", {"storage_encrypted": false}, {}),
	change("aws_instance", "create", {"root_block_device": [{"encrypted": true}]}, {}),
	change("aws_efs_file_system", "create", {}, {"encrypted": true}),
]}

test_denies_only_what_is_plain if {
	encryption.deny == {{"address": "aws_db_instance.x", "attribute": "storage_encrypted"}} with input as plan
}

test_scores_the_share if encryption.score == 75 with input as plan

test_an_empty_plan_is_perfect if encryption.score == 100 with input as {"resource_changes": []}

test_ignores_deletion if {
	encryption.deny == set() with input as {"resource_changes": [change("aws_ebs_volume", "delete", null, {})]}
}

test_reads_nested_attributes if {
	got := encryption.deny with input as {"resource_changes": [change("aws_instance", "create", {"root_block_device": [{}]}, {})]}
	got == {{"address": "aws_instance.x", "attribute": "root_block_device.0.encrypted"}}
}

test_wants_both_for_caches if {
	got := encryption.deny with input as {"resource_changes": [change("aws_elasticache_replication_group", "create", {}, {})]}
	count(got) == 2
}
