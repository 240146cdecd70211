# METADATA
# title: Row filters
# description: UCAST conditions, which the enforcement point turns into predicates over rows.
package platform.lib.filter

equal(field, value) := {"type": "field", "operator": "eq", "field": field, "value": value}

one_of(field, values) := {"type": "field", "operator": "in", "field": field, "value": values}

any_of(conditions) := {"type": "compound", "operator": "or", "value": conditions}

all_of(conditions) := {"type": "compound", "operator": "and", "value": conditions}
