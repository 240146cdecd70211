package corpus.gateway.abac

import input.environment
import input.resource
import input.subject

levels := ["public", "internal", "confidential", "secret"]

# METADATA
# scope: document
# description: All conditions must hold; each has a name, so that a refusal can be explained.
conditions.clearance if rank(subject.clearance) >= rank(resource.classification)

conditions.department if resource.classification in {"public", "internal"}

conditions.department if subject.department in resource.departments

conditions.device if environment.device.managed

conditions.device if resource.classification == "public"

conditions.region if {
	not resource.classification == "secret"
}

conditions.region if environment.country in resource.countries

names := {"clearance", "department", "device", "region"}

failed := {name | some name in names; not conditions[name]}

rank(level) := i if {
	some i, name in levels
	name == level
}

decision := {"allow": count(failed) == 0, "failed": failed}
