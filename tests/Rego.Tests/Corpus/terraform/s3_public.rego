package corpus.terraform.s3_public

# The buckets of every module of the planned values, however deep.
resources contains resource if {
	walk(input.planned_values, [path, resource])
	path[count(path) - 2] == "resources"
	resource.type
}

buckets[resource.values.bucket] := resource.address if {
	some resource in resources
	resource.type == "aws_s3_bucket"
}

blocked contains resource.values.bucket if {
	some resource in resources
	resource.type == "aws_s3_bucket_public_access_block"
	every flag in ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"] {
		resource.values[flag]
	}
}

deny contains $"{address}: bucket {bucket} has no full public access block" if {
	some bucket, address in buckets
	not bucket in blocked
}

deny contains $"{resource.address}: acl {resource.values.acl} is public" if {
	some resource in resources
	resource.type == "aws_s3_bucket_acl"
	resource.values.acl in {"public-read", "public-read-write", "authenticated-read"}
}
