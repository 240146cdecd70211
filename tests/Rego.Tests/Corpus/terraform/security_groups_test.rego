package corpus.terraform.security_groups_test

import data.corpus.terraform.security_groups

network := {"internal": ["10.0.0.0/8", "fd00::/8"], "reserved": ["192.0.2.0/24"]}

rule(from, to, cidrs) := {"resource_changes": [{
	"address": "sg.a",
	"type": "aws_security_group_rule",
	"change": {"after": {"type": "ingress", "from_port": from, "to_port": to, "cidr_blocks": cidrs}},
}]}

denied(plan) := got if {
	got := security_groups.deny with input as plan with data.corpus.network as network
}

test_allows_https_for_all if denied(rule(443, 443, ["0.0.0.0/0", "::/0"])) == {}

test_allows_ssh_from_inside if denied(rule(22, 22, ["10.1.0.0/16", "fd12::/64"])) == {}

test_denies_ssh_from_outside if denied(rule(20, 25, ["0.0.0.0/0"])) == {"sg.a": {"ports [22] are open to 0.0.0.0/0"}}

test_denies_wide_ranges if {
	denied(rule(0, 6000, ["0.0.0.0/0"])) == {"sg.a": {
		"6001 ports are too many",
		"ports [22, 3389, 5432] are open to 0.0.0.0/0",
	}}
}

test_denies_reserved_blocks if {
	denied(rule(443, 443, ["192.0.2.128/25"])) == {"sg.a": {"192.0.2.128/25 touches the reserved 192.0.2.0/24"}}
}
