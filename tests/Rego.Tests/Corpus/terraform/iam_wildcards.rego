package corpus.terraform.iam_wildcards

documents[change.address] := document if {
	some change in input.resource_changes
	change.type in {"aws_iam_policy", "aws_iam_role_policy"}
	json.is_valid(change.change.after.policy)
	document := json.unmarshal(change.change.after.policy)
}

list(value) := value if is_array(value)

list(value) := [value] if is_string(value)

statements[address] := list_of_objects if {
	some address, document in documents
	list_of_objects := [s | some s in array.flatten([document.Statement])]
}

deny contains sprintf("%s: statement %d allows everything on %s", [address, i, resource]) if {
	some address, all_statements in statements
	some i, statement in all_statements
	statement.Effect == "Allow"
	"*" in list(statement.Action)
	some resource in list(statement.Resource)
}

deny contains sprintf("%s: statement %d allows %s everywhere", [address, i, action]) if {
	some address, all_statements in statements
	some i, statement in all_statements
	statement.Effect == "Allow"
	"*" in list(statement.Resource)
	some action in list(statement.Action)
	some dangerous in ["iam:*", "kms:Decrypt", "s3:*"]
	overlap(action, dangerous)
}

# Whether two patterns have an action in common.
overlap(action, dangerous) if regex.globs_match(as_glob(action), as_glob(dangerous))

as_glob(action) := replace(replace(action, ":", "[:]"), "*", ".*")

warn contains address if {
	some change in input.resource_changes
	address := change.address
	not json.is_valid(change.change.after.policy)
}
