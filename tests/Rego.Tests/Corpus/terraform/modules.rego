package corpus.terraform.modules

import data.corpus.modules.approved

# Terraform's configuration nests module calls in modules.
calls[name] := call if {
	walk(input.configuration.root_module, [path, call])
	count(path) > 1
	path[count(path) - 2] == "module_calls"
	name := concat(".", [part | some i, part in path; path[i - 1] == "module_calls"])
}

kind(source) := "local" if startswith(source, "./")

kind(source) := "git" if startswith(source, "git::")

kind(source) := "registry" if regex.match(`^[a-z0-9.-]+/[a-z0-9-]+/[a-z0-9-]+/[a-z0-9-]+$`, source)

deny contains [name, "unknown kind of source"] if {
	some name, call in calls
	not kind(call.source)
}

deny contains [name, "pin a git source to a commit"] if {
	some name, call in calls
	kind(call.source) == "git"
	not regex.match(`\?ref=[0-9a-f]{40}$`, call.source)
}

deny contains [name, message] if {
	some name, call in calls
	kind(call.source) == "registry"
	minimum := approved[call.source]
	version := object.get(call, "version_constraint", "0.0.0")
	not new_enough(version, minimum)
	message := sprintf("version %s is not at least %s", [version, minimum])
}

deny contains [name, "not approved"] if {
	some name, call in calls
	kind(call.source) == "registry"
	not approved[call.source]
}

new_enough(version, minimum) if {
	semver.is_valid(version)
	semver.compare(version, minimum) >= 0
}
