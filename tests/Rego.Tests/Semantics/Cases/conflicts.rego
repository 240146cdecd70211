package pkg
p.q.r if { true } # want: rego_type_error: rule data.pkg.p.q.r conflicts with:
p.q.r.s if { true }
p.q.r.t if { true }
---
package pkg
p := x if { x := 1 } # want: rego_type_error: rule data.pkg.p conflicts with:
p.r[s] := 2 if { s := "foo" }
---
package pkg
p.q := 1 # want: rego_type_error: conflicting rules data.pkg.p.q[r] found
p.q[r] := 2 if { r = "foo" }
---
package pkg
p[r] := x if { r = input.key; x = input.bar }
p.q[r] := x if { r = input.key; x = input.bar }
---
package pkg
p[r] := x if { r = input.key; x = input.bar } # want: rego_type_error: conflicting rules data.pkg.p found
p contains q if { q := true }
---
package pkg
p.q[r] = x if { r = input.key; x = input.foo }
p.q.s = "x" if { true }
---
package pkg
p(x) := x # want: rego_type_error: rule data.pkg.p conflicts with:
p.q.r if { true }
---
package pkg
a[x].c if x = "a" # want: rego_type_error: rule data.pkg.a[x].c conflicts with:
a.b.d(x) := x
---
package pkg # want: rego_type_error: multiple default rules data.pkg.p found at case.rego:2, case.rego:3
default p := 1
default p := 2
---
package pkg
f(x) := 1 # want: rego_type_error: conflicting rules data.pkg.f found
f(x, y) := 2
---
package rec
a = true if { b } # want: rego_recursion_error: rule data.rec.a is recursive: data.rec.a -> data.rec.b -> data.rec.c -> data.rec.a
b = true if { c } # want: rego_recursion_error: rule data.rec.b is recursive: data.rec.b -> data.rec.c -> data.rec.a -> data.rec.b
c = true if { d; a } # want: rego_recursion_error: rule data.rec.c is recursive: data.rec.c -> data.rec.a -> data.rec.b -> data.rec.c
d = true if { true }
---
package rec
dataref = true if { data } # want: rego_recursion_error: rule data.rec.dataref is recursive: data.rec.dataref -> data.rec.dataref
---
package rec
p if { data[x] } # want: rego_recursion_error: rule data.rec.p is recursive: data.rec.p -> data.rec.p
---
package rec
else_self if { false } else if { else_self } # want: rego_recursion_error: rule data.rec.else_self is recursive: data.rec.else_self -> data.rec.else_self
---
package rec
everyq contains 1 if { # want: rego_recursion_error: rule data.rec.everyq is recursive: data.rec.everyq -> data.rec.everyq
	every x in everyq { x == 1 }
}
