package platform.lib.relationship_test

import data.platform.lib.fixtures_test as some_
import data.platform.lib.relationship

asked(relationships) := some_.call(some_.consultant, some_.gateway, "records.patient.read", relationships)

test_holds_until_its_end if relationship.in_force with input as asked([some_.receiver])

test_holds_without_an_end if {
	relationship.in_force with input as asked([object.union(some_.receiver, {"until": null})])
}

test_ends_at_its_end if {
	not relationship.in_force with input as asked([object.union(some_.receiver, {"until": "2026-01-05T09:00:00.000Z"})])
}

test_does_not_hold_when_the_end_is_unreadable if {
	not relationship.in_force with input as asked([object.union(some_.receiver, {"until": 5})])
	not relationship.in_force with input as asked([json.remove(some_.receiver, ["until"])])
}

test_of_another_organisation_does_not_count if not relationship.in_force with input as asked([some_.sender, some_.registration])

test_none_is_none if not relationship.in_force with input as asked([])

test_tells_the_kinds if relationship.kinds == {"referral-receiver"} with input as asked([some_.receiver, some_.sender])

test_none_is_a_patients_whatever_their_organisation if {
	signed_in := object.union(some_.patient, {"organisation": "A81001"})
	relationship.kinds == set() with input as some_.call(signed_in, some_.gateway, "records.patient.read", [some_.registration])
}

# In Rego's order every array comes after every text.
test_does_not_hold_when_the_end_is_a_list if {
	not relationship.in_force with input as asked([object.union(some_.receiver, {"until": ["2026-07-01T00:00:00.000Z"]})])
}
