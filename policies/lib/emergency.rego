# METADATA
# title: Emergency denials
# description: >-
#   What an operator has closed for the time being, by action, by workload, or all of it. No permit passes by here: lib/verdict asks. What it
#   takes to see why, and to open again, is spared.
package platform.lib.emergency

closed if {
	not input.action in data.platform.emergency.spared
	some denial in data.platform.emergency.denials
	denial.action in ["*", input.action]
	of_caller(denial)
}

of_caller(denial) if denial.workload == "*"

of_caller(denial) if denial.workload == input.actor.id
