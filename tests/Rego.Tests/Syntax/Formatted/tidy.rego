# About the package.
package a.b

import data.z
import data.y
import data.c as d # used below

default allow := false
allow if { input.user == "root" } # trailing

allow if {
	# why
	some role in input.roles

	role in {"admin", "owner"}
	count([x | x := data.z[_]]) > 1 + 2 * 3
	not d.blocked with input.x as {"a": 1}
}

p[x] := [
	1,
	2,
	# inside
	3,
] if { x := "k" }

q contains (1 + 2) * 3 if every i, v in [1] {
	i >= 0
	v == 1
}

f(x, y) := x if { x } else := y if { y }

else := 0
