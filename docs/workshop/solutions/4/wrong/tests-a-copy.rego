# rejected: is never evaluated
package platform.actions.records.summary.read_test

import data.platform.lib.caller
import data.platform.lib.fixtures_test as some_
import data.platform.lib.relationship

# A copy of the policy is tested here, not the policy.
allow if {
	caller.admitted
	relationship.in_force
}

call(subject, relationships) := some_.call(subject, some_.gateway, "records.summary.read", relationships)

test_allows_the_practice if allow with input as call(some_.gp, [some_.registration])

test_denies_a_stranger if not allow with input as call(some_.unrelated, [some_.registration])
