namespace Platform.Rego.Tests.Fuzzing;

/// <summary>Policies that use much of the language in few lines; damaged, they reach far into the front end.</summary>
internal static class FuzzSeeds
{
    public static readonly string[] Policies =
    [
        "package a.b\nimport rego.v1\nimport data.x as y\ndefault allow := false\nallow if {\n\tsome i, v in input.xs[_]\n\tnot v.z\n\tcount({w | w := y[i]}) > 1\n}\n",
        "package p\nr[k].z contains v if { some k, v in data.q; every x in [1, 2] { x >= k } }\nf([a, {\"b\": c}]) := a + c * 2 if c else := 3\n",
        "package p\nimport rego.v2\na if { {x := 1; x > 0} or not (input.a and input.b) with input.c as $\"t {input.d} {1}\" }\nb := [1, `raw`, -1.5e3, null, set(), {}, {1: 2}]\n",
        "package t\n# METADATA\n# title: x\n# custom: {a: [1]}\np := rego.metadata.rule()\nq := x if { x := p.title with data.t.p as {\"title\": 1} with count as 3 }\n",
        "package d\nm := data[input.a][input.b].c\nn if data.d.o[_] == 1\no := {\"a\": 1}\nw contains z if walk(o, [z, 1])\n",
        "package e\np contains x if some x in [1, 2] # c\nq := {x: y | some x, y in input.x} if { # d\n\tinput.a != null\n\t# e\n} else := [\n\t1, # f\n\t2,\n] if true\n",
    ];
}
