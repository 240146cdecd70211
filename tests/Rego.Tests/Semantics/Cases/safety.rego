package a
p if { a.b.c = "foo" } # want: rego_unsafe_var_error: var a is unsafe
---
package a
p if {
	a = [1, 2, 3, 4]
	not a[i] = x # want: rego_unsafe_var_error: var i is unsafe # want: rego_unsafe_var_error: var x is unsafe
}
---
package a
p if { count([1, 2, x], x) } # want: rego_unsafe_var_error: var x is unsafe
---
package a
p if {
	x > 0 # want: rego_unsafe_var_error: var x is unsafe
	x <= 3
	x != 2
}
---
package a
p if {
	x = "a"
	[{x: y, z: a}] = [{"a": 1, "b": 2}] # want: rego_unsafe_var_error: var a is unsafe # want: rego_unsafe_var_error: var y is unsafe # want: rego_unsafe_var_error: var z is unsafe
}
---
package a
p if {
	x = "a"
	[{x, y}] = [{1, 2}] # want: rego_unsafe_var_error: var y is unsafe
}
---
package a
p if { _ = [x | x = data.a[_]; y > 1] } # want: rego_unsafe_var_error: var y is unsafe
---
package a
p if { _ = [u | true] } # want: rego_unsafe_var_error: var u is unsafe
---
package a
p if { x = [x | x = 1] } # want: rego_unsafe_var_error: var x is unsafe
---
package a
p contains {"foo": dead[i]} if { true } # want: rego_unsafe_var_error: var dead is unsafe # want: rego_unsafe_var_error: var i is unsafe
---
package a
p if { x = data.b with input as x } # want: rego_unsafe_var_error: var x is unsafe
---
package a
foo(x) = [y, z] if { split(x, y, z) } # want: rego_unsafe_var_error: var y is unsafe # want: rego_unsafe_var_error: var z is unsafe
---
package a
p if { f(x, x) } f(x) = x if { true } # want: rego_unsafe_var_error: var x is unsafe in rule p
---
package a
p if { every y in [10] { x > y } } # want: rego_unsafe_var_error: var x is unsafe
---
package a
q[y] := 1 if some y in ["a"]
unboundKey[x1] = y if { q[y] } # want: rego_unsafe_var_error: var x1 is unsafe
unboundVal[y] = x2 if { q[y] } # want: rego_unsafe_var_error: var x2 is unsafe
unboundElse if { false } else = else_var if { true } # want: rego_unsafe_var_error: var else_var is unsafe
c.d.e[x5] if true # want: rego_unsafe_var_error: var x5 is unsafe
i.j.k contains x7 if true # want: rego_unsafe_var_error: var x7 is unsafe
---
package a
import future.keywords.or
p if { x = 1 or input.b } # want: rego_unsafe_var_error: var x is unsafe
---
package a
import future.keywords.and
p if { {x := 1} and x == 1 } # want: rego_unsafe_var_error: var x is unsafe
---
package a
p if { y := x; x := 1; y == 1 } # want: rego_compile_error: var x referenced above
---
package a
p if { y = x; x = 1; y == 1 }
