package platform.actions.records.note.write_test

import data.platform.actions.records.note.write
import data.platform.lib.fixtures_test as some_

call(subject, relationships) := some_.call(subject, some_.gateway, "records.note.write", relationships)

test_allows_a_related_clinician if write.outcome.allow with input as call(some_.consultant, [some_.receiver])

test_denies_an_unrelated_clinician if write.outcome.reasons == ["no_relationship"] with input as call(some_.unrelated, [some_.receiver])

test_denies_an_auditor if write.outcome.reasons == ["role_not_permitted"] with input as call(some_.auditor, [])

test_denies_low_assurance_whatever_the_relationship if {
	write.outcome.reasons == ["assurance_too_low"] with input as call(object.union(some_.consultant, {"acr": "aal1"}), [some_.receiver])
}
