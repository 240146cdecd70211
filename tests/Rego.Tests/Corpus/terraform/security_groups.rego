package corpus.terraform.security_groups

import data.corpus.network

admin_ports := {22, 3389, 5432}

rules contains rule if {
	some change in input.resource_changes
	change.type == "aws_security_group_rule"
	change.change.after.type == "ingress"
	some cidr in change.change.after.cidr_blocks
	rule := {
		"address": change.address,
		"cidr": cidr,
		"ports": numbers.range(change.change.after.from_port, change.change.after.to_port),
	}
}

internal(cidr) if {
	some inside in network.internal
	net.cidr_contains(inside, cidr)
}

deny[rule.address] contains reason if {
	some rule in rules
	not internal(rule.cidr)
	open := sort(admin_ports & {port | some port in rule.ports})
	count(open) > 0
	reason := sprintf("ports %v are open to %s", [open, rule.cidr])
}

deny[rule.address] contains reason if {
	some rule in rules
	count(rule.ports) > 100
	reason := sprintf("%d ports are too many", [count(rule.ports)])
}

deny[rule.address] contains reason if {
	some rule in rules
	some block in network.reserved
	net.cidr_intersects(block, rule.cidr)
	not internal(rule.cidr)
	rule.cidr != "0.0.0.0/0"
	reason := sprintf("%s touches the reserved %s", [rule.cidr, block])
}
