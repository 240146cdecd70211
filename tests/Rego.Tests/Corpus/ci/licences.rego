package corpus.ci.licences

import data.corpus.licences.allowed

# An expression in SPDX's style without parentheses: OR binds less than AND.
alternatives(expression) := [split(one, " AND ") | some one in split(expression, " OR ")]

acceptable(expression) if {
	some alternative in alternatives(expression)
	every licence in alternative {
		permitted(trim(licence, "() "))
	}
}

permitted(licence) if licence in allowed

# "Or any later version" is as good as the version itself.
permitted(licence) if trim_suffix(licence, "-or-later") in allowed

# An exception makes a licence acceptable that alone is not.
permitted(licence) if {
	contains(licence, " WITH ")
	licence in data.corpus.licences.exceptions
}

waived(dependency) if {
	some waiver in data.corpus.licences.waivers
	glob.match(waiver.name, ["/"], dependency.name)
	time.parse_ns("2006-01-02", waiver.until) > time.now_ns()
}

deny contains msg if {
	some dependency in input.dependencies
	expression := object.get(dependency, "licence", "NONE")
	not acceptable(expression)
	not waived(dependency)
	msg := sprintf("%s: %s", [dependency.name, expression])
}

by_licence[licence] contains dependency.name if {
	some dependency in input.dependencies
	some alternative in alternatives(dependency.licence)
	some licence in alternative
}

notice := concat("\n", [$"{licence}: {concat(", ", names)}" | some licence, names in by_licence])
