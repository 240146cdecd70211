# METADATA
# title: Care relationships
# description: >-
#   Which relationships the user's organisation has with the patient at this moment. Only facts of the server count; one that has ended, or whose end
#   cannot be read, does not. Somebody who signed in as a patient acts for no organisation.
package platform.lib.relationship

in_force if count(kinds) > 0

kinds contains relationship.kind if {
	not "patient" in input.subject.roles
	some relationship in input.context.relationship
	relationship.organisation == input.subject.organisation
	holds(relationship)
}

holds(relationship) if relationship.until == null

holds(relationship) if {
	is_string(relationship.until)
	relationship.until > input.context.time
}
