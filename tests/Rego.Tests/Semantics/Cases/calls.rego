package test
r := f() # want: rego_type_error: undefined function f
---
package test
f(x) := x
p if { f(1, 2, 3) } # want: rego_type_error: function data.test.f has arity 1, got 3 arguments
q := f() # want: rego_type_error: function data.test.f has arity 1, got 0 arguments
---
package test
p if { count() } # want: rego_type_error: count: arity mismatch
---
package test
p if { true with foo.bar as 1 } # want: rego_type_error: with keyword target must reference existing input, data, or a function
---
package test
p if { true with time.now_ns as now } # want: rego_unsafe_var_error: var now is unsafe
---
package test
my_walk(_, _)  := 1
p if { true with walk as my_walk } # want: rego_compile_error: with keyword replacing built-in function: target must not be a relation
---
package test
p if { true with rego.metadata.chain as [] } # want: rego_compile_error: with keyword replacing built-in function: replacement of "rego.metadata.chain" invalid
---
package test
http_send(_, _) = { "body": "nope" }
p if { true with http.send as http_send } # want: rego_type_error: http.send: arity mismatch
---
package test
q := {"a": 1}
p if { true with data.test.q.a as 1 } # want: rego_compile_error: with keyword cannot partially replace virtual document(s)
---
package test
p if { all([true]) } # want: rego_type_error: deprecated built-in function calls in expression: all
---
package test
f(x) := x
p if { [data.test.f] } # want: rego_type_error: function data.test.f used as reference, not called
---
package test
p if { 1 = null } # want: rego_type_error: match error
---
package test
p if { "a" in [1, 2] } # want: rego_type_error: match error
---
package test
p if { x := input.y; x == 1; x == "a" }
---
package test
p if { arr = [[1,2],[3],[4]]; arr[0].dead.beef = 1 } # want: rego_type_error: undefined ref: arr[0].dead.beef
