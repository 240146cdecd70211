package platform.actions.records.relationship.close_test

import data.platform.actions.records.relationship.close
import data.platform.lib.fixtures_test as some_

call(subject, relationships) := some_.call(subject, some_.referrals, "records.relationship.close", relationships)

test_allows_its_own_organisation if close.outcome.allow with input as call(some_.consultant, [some_.receiver])

test_denies_another_organisation if close.outcome.reasons == ["no_relationship"] with input as call(some_.consultant, [some_.sender])

test_denies_the_gateway if {
	close.outcome.reasons == ["workload_not_granted"] with input as some_.call(some_.consultant, some_.gateway, "records.relationship.close", [some_.receiver])
}
