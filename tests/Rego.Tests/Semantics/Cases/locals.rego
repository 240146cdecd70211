package test
redeclaration if {
	r1 = 1
	r1 := 2 # want: rego_compile_error: var r1 referenced above
	r2 := 1
	[b, r2] := [1, 2] # want: rego_compile_error: var r2 assigned above
	foo.path == 1
	foo := "foo" # want: rego_compile_error: var foo referenced above
	_ := [1 | nested := 1; nested := 2] # want: rego_compile_error: var nested assigned above
}
negation if {
	not a := 1 # want: rego_compile_error: cannot assign vars inside negated expression
}
bad_assign if {
	null := x # want: rego_compile_error: cannot assign to null
	true := x # want: rego_compile_error: cannot assign to boolean
	4.5 := x # want: rego_compile_error: cannot assign to number
	"foo" := x # want: rego_compile_error: cannot assign to string
	[true | true] := [] # want: rego_compile_error: cannot assign to arraycomprehension
	{true | true} := set() # want: rego_compile_error: cannot assign to setcomprehension
	{"foo": true | true} := {} # want: rego_compile_error: cannot assign to objectcomprehension
	x + 1 := 2 # want: rego_compile_error: cannot assign to call
	data.foo := 1 # want: rego_compile_error: cannot assign to ref
	[z, 1] := [1, 2] # want: rego_compile_error: cannot assign to number
}
arg_redeclared(arg1) if {
	arg1 := 1 # want: rego_compile_error: arg arg1 redeclared
}
---
package test
import future.keywords.or
p if { x := 1 or input.b } # want: rego_compile_error: cannot assign vars inside implicit or operand
---
package test
input = 1 # want: rego_compile_error: rules must not shadow input (use a different rule name)
data := 3 # want: rego_compile_error: rules must not shadow data (use a different rule name)
p = [x |
	input := 1 # want: rego_compile_error: variables must not shadow input (use a different variable name)
	x := 2
]
f(input) := 1 # want: rego_compile_error: args must not shadow input (use a different variable name)
---
package test
import data.foo
import data.bar.foo # want: rego_compile_error: import must not shadow import data.foo
