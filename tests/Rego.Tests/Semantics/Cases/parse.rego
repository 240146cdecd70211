package a
p { true } # want: rego_parse_error: `if` keyword is required before rule body
q[x] { x := 1 } # want: rego_parse_error: `if` keyword is required before rule body # want: rego_parse_error: `contains` keyword is required for partial set rules
f(x) { x } # want: rego_parse_error: `if` keyword is required before function body
f(x) # want: rego_parse_error: function must have value assignment and/or body declaration
---
package a
default p := input.x # want: rego_parse_error: illegal default rule (value cannot contain ref)
default q # want: rego_parse_error: illegal default rule (must have a value)
default f(1) := 2 # want: rego_parse_error: illegal default rule (arguments cannot contain number)
---
package a
p[x] := 1 if { x := 2 } else := 3 # want: rego_parse_error: else keyword cannot be used on rules with variables in head
q contains 1 if { true } else := 3 # want: rego_parse_error: else keyword cannot be used on multi-value rules
---
package a
x # want: rego_parse_error: var cannot be used for rule name
"foo" # want: rego_parse_error: string cannot be used for rule name
---
package a
p := 01 # want: rego_parse_error: unexpected number token: expected number without leading zero
q := 1e400000 # want: rego_parse_error: number too big
r := "\q" # want: rego_parse_error: illegal escape sequence
s := "abc # want: rego_parse_error: non-terminated string
---
package a
p if { } # an empty object, which holds
q if not some x in [1] # want: rego_parse_error: unexpected some keyword: illegal negation of 'some'
r if every x in [1] # want: rego_parse_error: unexpected eof token: missing body
---
package a
import foo.bar # want: rego_parse_error: unexpected import path, must begin with one of: {data, future, input, rego}, got: foo (hint: if this is unexpected, try updating OPA)
import future.keywords.nope # want: rego_parse_error: unexpected keyword, must be one of [and contains every if in not or]
p := 1
