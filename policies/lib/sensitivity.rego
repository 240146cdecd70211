# METADATA
# title: Sensitive labels
# description: >-
#   Who may read past a label. The practice that a patient is registered with and the organisation that wrote a note read all of it; others read what is
#   restricted, never what is very restricted. A label that is not in the list is never read past.
package platform.lib.sensitivity

import data.platform.lib.relationship

# Reads everything, third-party information included.
unrestricted if "registration" in relationship.kinds

unrestricted if {
	relationship.in_force
	input.resource.facts.authorOrganisation == input.subject.organisation
}

readable if {
	relationship.in_force
	every label in input.resource.labels { label_readable(label) }
}

label_readable(label) if {
	unrestricted
	data.platform.labels[label]
}

label_readable(label) if data.platform.labels[label].confidentiality == "R"

levels := ["N", "R", "V"] if "registration" in relationship.kinds

else := ["N", "R"]

# Labelled content needs a strong and recent sign-in, whoever reads it.
step_up := data.platform.assurance.sensitive if count(input.resource.labels) > 0

else := null

audit := "sensitive" if count(input.resource.labels) > 0

else := "standard"
