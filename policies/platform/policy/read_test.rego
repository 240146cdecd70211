package platform.actions.platform.policy.read_test

import data.platform.actions.platform.policy.read
import data.platform.lib.fixtures_test as some_

with_role(role) := object.union(some_.gp, {"roles": [role]})

call(subject) := object.union(some_.call(subject, some_.gateway, "platform.policy.read", []), {"purpose": "HSYSADMIN"})

test_allows_an_operator if read.outcome.allow with input as call(with_role("operator"))

test_allows_an_author if read.outcome.allow with input as call(with_role("policy-author"))

test_denies_a_clinician if read.outcome.reasons == ["role_not_permitted"] with input as call(some_.gp)

test_denies_an_auditor if read.outcome.reasons == ["role_not_permitted"] with input as call(some_.auditor)

test_denies_a_patient if read.outcome.reasons == ["role_not_permitted"] with input as call(some_.patient)
