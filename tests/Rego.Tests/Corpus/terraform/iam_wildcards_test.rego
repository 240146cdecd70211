package corpus.terraform.iam_wildcards_test

import data.corpus.terraform.iam_wildcards as policy

plan(document) := {"resource_changes": [{
	"address": "p",
	"type": "aws_iam_policy",
	"change": {"after": {"policy": json.marshal(document)}},
}]}

statement(action, resource) := {"Effect": "Allow", "Action": action, "Resource": resource}

denied(statements) := got if {
	got := policy.deny with input as plan({"Version": "2012-10-17", "Statement": statements})
}

test_allows_what_is_narrow if denied([statement(["s3:GetObject"], "arn:aws:s3:::b/*")]) == set()

test_allows_harmless_actions_everywhere if denied([statement("ec2:Describe*", ["*"])]) == set()

test_denies_every_action if denied(statement("*", ["a", "b"])) == {
	"p: statement 0 allows everything on a",
	"p: statement 0 allows everything on b",
}

test_denies_dangerous_actions_everywhere if {
	denied([statement("ec2:Describe*", "*"), statement(["iam:Pass*", "kms:*"], "*")]) == {
		"p: statement 1 allows iam:Pass* everywhere",
		"p: statement 1 allows kms:* everywhere",
	}
}

test_a_denial_may_be_wide if denied([{"Effect": "Deny", "Action": "*", "Resource": "*"}]) == set()

test_warns_of_what_it_cannot_read if {
	policy.warn == {"q"} with input as {"resource_changes": [{"address": "q", "change": {"after": {"policy": "{"}}}]}
}
