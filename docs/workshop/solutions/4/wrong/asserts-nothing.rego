# rejected: left out: 
package platform.actions.records.summary.read_test

import data.platform.actions.records.summary.read
import data.platform.lib.fixtures_test as some_

call(subject, relationships) := some_.call(subject, some_.gateway, "records.summary.read", relationships)

patient_asks := some_.call_about(some_.patient, some_.gateway, "records.summary.read", [], {"type": "patient", "id": "patient-1", "labels": [], "facts": {}})

# Every line is evaluated, and whatever comes of it is welcome.
test_asks_everybody if {
	count(object.keys(read.outcome)) == 3 with input as call(some_.gp, [some_.registration])
	count(object.keys(read.outcome)) == 3 with input as call(some_.consultant, [some_.receiver])
	count(object.keys(read.outcome)) == 3 with input as call(some_.unrelated, [])
	count(object.keys(read.outcome)) == 3 with input as call(some_.auditor, [])
	count(object.keys(read.outcome)) == 3 with input as patient_asks
}
