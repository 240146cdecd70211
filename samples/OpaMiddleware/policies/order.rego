# METADATA
# title: Orders
# description: A shop reads its own orders; only accounts see the card.
package platform

decision := {
	"allow": count(refusals) == 0,
	"reasons": refusals,
	"obligations": {"mask": hidden, "filter": null, "audit": "standard", "stepUp": null},
} if {
	input.action == "shop.order.read"
}

refusals contains "role_not_permitted" if not input.subject.roles[0] in {"clerk", "accounts"}

refusals contains "not_yours" if not input.resource.facts.shop == input.subject.organisation

default hidden := ["/card"]

hidden := [] if "accounts" in input.subject.roles
