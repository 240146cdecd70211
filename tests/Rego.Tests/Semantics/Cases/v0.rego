package a
p[x] { x := 1 }
p[x] { x := 2 } { x := 3 }
q = 5
r { all([true]) }
in := 1
---
package a
import rego.v1
p { true } # want: rego_parse_error: `if` keyword is required before rule body
---
package a
p { x in [1] } # want: rego_parse_error: unexpected ident token: expected \n or ; or }
