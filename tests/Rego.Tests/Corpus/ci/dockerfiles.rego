package corpus.ci.dockerfiles

# The input is a Dockerfile as a list of {"cmd", "value", "stage"}, as parsers write it.
stages := {instruction.stage | some instruction in input}

last_stage := max(stages)

of(cmd) := [instruction | some instruction in input; instruction.cmd == cmd]

deny contains "the last stage runs as root" if {
	users := [u.value[0] | some u in of("user"); u.stage == last_stage]
	not runs_as_somebody(users)
}

runs_as_somebody(users) if {
	user := users[count(users) - 1]
	not regex.match(`^(root|0)(:.*)?$`, user)
}

deny contains msg if {
	some from in of("from")
	image := from.value[0]
	not image in names
	not contains(image, "@sha256:")
	msg := sprintf("stage %d: %s is not pinned by digest", [from.stage, image])
}

# Names given to stages with AS.
names contains from.value[2] if {
	some from in of("from")
	lower(from.value[1]) == "as"
}

deny contains sprintf("ADD fetches %s; use COPY", [source]) if {
	some add in of("add")
	some source in array.slice(add.value, 0, count(add.value) - 1)
	strings.any_prefix_match(source, {"http://", "https://", "git@"})
}

deny contains "apt-get update stands alone and will be cached" if {
	some run in of("run")
	line := concat(" ", run.value)
	regex.match(`\bapt-get\s+update\b`, line)
	not regex.match(`\bapt-get\s+(-\w+\s+)*install\b`, line)
}

deny contains sprintf("%s looks like a secret", [name]) if {
	some instruction in array.concat(of("env"), of("arg"))
	name := split(instruction.value[0], "=")[0]
	regex.match(`(?i)(password|secret|token|api_?key)$`, name)
}

warn contains "no HEALTHCHECK" if count(of("healthcheck")) == 0
