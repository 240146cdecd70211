package platform_test

read(role, shop) := {
	"action": "shop.order.read",
	"subject": {"roles": [role], "organisation": shop},
	"resource": {"facts": {"shop": "north"}},
}

test_allows_a_clerk_of_the_shop_without_the_card if {
	decided := data.platform.decision with input as read("clerk", "north")
	decided.allow
	decided.obligations.mask == ["/card"]
}

test_allows_accounts_the_card if {
	decided := data.platform.decision with input as read("accounts", "north")
	decided.allow
	decided.obligations.mask == []
}

test_denies_another_shop if {
	decided := data.platform.decision with input as read("clerk", "south")
	not decided.allow
	decided.reasons == {"not_yours"}
}

test_denies_another_role if not data.platform.decision.allow with input as read("visitor", "north")

test_does_not_decide_about_another_action if {
	not data.platform.decision with input as object.union(read("clerk", "north"), {"action": "shop.invoice.read"})
}
