# rejected: is not true
package platform.actions.records.summary.read_test

import data.platform.actions.records.summary.read
import data.platform.lib.fixtures_test as some_

# The expectation is the wrong way round.
test_allows_a_stranger if read.outcome.allow with input as some_.call(some_.unrelated, some_.gateway, "records.summary.read", [some_.registration])
