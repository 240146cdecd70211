package corpus.terraform.s3_public_test

import data.corpus.terraform.s3_public

bucket := {"type": "aws_s3_bucket", "address": "aws_s3_bucket.logs", "values": {"bucket": "logs"}}

block(open) := {"type": "aws_s3_bucket_public_access_block", "address": "b", "values": {
	"bucket": "logs",
	"block_public_acls": true,
	"block_public_policy": true,
	"ignore_public_acls": true,
	"restrict_public_buckets": open,
}}

plan(resources) := {"planned_values": {"root_module": {"child_modules": [{"child_modules": [{"resources": resources}]}]}}}

test_allows_a_blocked_bucket if {
	s3_public.deny == set() with input as plan([bucket, block(true)])
}

test_denies_an_open_bucket if {
	s3_public.deny == {"aws_s3_bucket.logs: bucket logs has no full public access block"} with input as plan([bucket])
}

test_denies_a_bucket_blocked_in_part if {
	count(s3_public.deny) == 1 with input as plan([bucket, block(false)])
}

test_denies_a_public_acl if {
	acl := {"type": "aws_s3_bucket_acl", "address": "acl", "values": {"acl": "public-read"}}
	s3_public.deny == {"acl: acl public-read is public"} with input as plan([acl])
}

test_finds_buckets_in_the_root_too if {
	s3_public.buckets == {"logs": "aws_s3_bucket.logs"} with input as {"planned_values": {"root_module": {"resources": [bucket]}}}
}
