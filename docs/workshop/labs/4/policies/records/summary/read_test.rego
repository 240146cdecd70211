package platform.actions.records.summary.read_test

import data.platform.actions.records.summary.read
import data.platform.lib.fixtures_test as some_

# People, workloads and relationships to begin with are in lib/fixtures_test.rego.
call(subject, relationships) := some_.call(subject, some_.gateway, "records.summary.read", relationships)

test_allows_the_practice if read.outcome.allow with input as call(some_.gp, [some_.registration])
