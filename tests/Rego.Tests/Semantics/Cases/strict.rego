package a
import data.foo # want: rego_compile_error: import data.foo unused
import data.bar as baz # want: rego_compile_error: import data.bar as baz unused
import data.used
q := used.x
---
package a
p if {
	x := 1 # want: rego_compile_error: assigned var x unused
	some y # want: rego_compile_error: declared var y unused
	true
}
f(a, b) := a # want: rego_compile_error: unused argument b. (hint: use _ (wildcard variable) instead)
