using Platform.Rego.Values;

namespace Platform.Rego.Tests.Planning;

public sealed class LanguageTests
{
    [Theory]
    [InlineData("a if input.a or input.b", "true")]
    [InlineData("a if not input.x and input.y", "true")]
    [InlineData("a if not (input.a or input.b)", "undefined")]
    [InlineData("a contains x if { some x in [1,2,3]; { y := x * 2; y > 4 } or x == 1 }", "[1,3]")]
    [InlineData("a if not { some x in input.xs; x > 3 }", "true")]
    [InlineData("a if not { some x in input.xs; x > 1 }", "undefined")]
    [InlineData("a if not count(input.missing) > 0", "true")]
    [InlineData("a if input.a or (input.b with input as {\"b\": true})", "true")]
    [InlineData("a if input.a and input.b or input.c", "undefined")]
    [InlineData("a := [x | some x in [\"do\",\"re\"]; count(x) > 1 or count(x) < 3]", "[\"do\",\"re\"]")]
    public void Opt_in_keywords_decide_without_branching(string rule, string wanted) =>
        Assert.Equal(wanted, Evaluated.Json("data.p.a", $"package p\nimport rego.v2\n{rule}", """{"a":false,"b":true,"xs":[1,2],"y":1}"""));

    [Theory]
    [InlineData("a := [x, y] if [x, y] = [y, 1]", "[1,1]")]
    [InlineData("a := [x, y, z] if [x, y, z] = [y, z, input.y]", "[1,1,1]")]
    [InlineData("a := [x, y] if [x, [y, x]] = [[y], [1, [1]]]", "[[1],1]")]
    [InlineData("a := [x, y] if {\"k\": x, \"l\": y} = {\"k\": y, \"l\": 2}", "[2,2]")]
    [InlineData("a := [x, y] if [x, y] = [y, input.xs[x]]", "undefined")]
    [InlineData("a if [x, x] = [1, 2]", "undefined")]
    public void A_pattern_may_bind_from_the_back(string rule, string wanted) =>
        Assert.Equal(wanted, Evaluated.Json("data.p.a", $"package p\n{rule}", """{"xs":[1,2],"y":1}"""));

    [Fact]
    public void A_legacy_not_over_a_nested_undefined_call_is_undefined() =>
        Assert.Equal("undefined", Evaluated.Json("data.p.a", "package p\na if not count(input.missing) > 0", "{}"));

    [Fact]
    public void A_function_may_stand_in_for_a_builtin_and_call_it() => Assert.Equal(
        "\"12!\"",
        Evaluated.Json("data.p.a", "package p\na := x if { x := b with sprintf as loud }\nb := sprintf(\"%d%d\", [1, 2])\nloud(f, xs) := concat(\"\", [sprintf(f, xs), \"!\"])"));

    [Fact]
    public void A_local_value_may_stand_in_for_a_builtin_in_rules_called_below()
    {
        const string module = """
            package p
            a := x if { answer := {"n": input.n}; x := outer with json.unmarshal as answer }
            outer := {"inner": inner, "all": data.p.inner}
            inner := json.unmarshal("ignored").n
            """;
        Assert.Equal("""{"all":7,"inner":7}""", Evaluated.Json("data.p.a", module, """{"n":7}"""));
    }

    [Fact]
    public void What_stands_in_does_not_show_in_the_documents()
    {
        const string module = """
            package p
            a := x if { answer := {"n": 1}; x := data with json.unmarshal as answer with data.q as 2 }
            """;
        const string other = """
            package r
            a := x if { answer := {"n": 1}; x := data.p with json.unmarshal as answer }
            """;
        Assert.Contains("recursive", Assert.Throws<RegoCompileException>(() => Evaluated.Json("data.p.a", module)).Message, StringComparison.Ordinal);
        Assert.Equal("""{"k":1}""", Evaluated.Json("data.r.a", other, data: """{"p":{"k":1}}"""));
    }

    [Theory]
    [InlineData("\"a\"", "1")]
    [InlineData("\"b\"", "2")]
    [InlineData("\"base\"", "3")]
    [InlineData("\"none\"", "undefined")]
    [InlineData("1", "undefined")]
    public void A_bound_variable_selects_among_rules_and_base_documents(string key, string wanted)
    {
        var policy = RegoPolicy.Compile(
            [
                new("p.rego", "package p\nfound := data.actions[input.key].allow"),
                new("a.rego", "package actions.a\nallow := 1"),
                new("b.rego", "package actions.b\nallow := 2\nother.deep := 3"),
            ],
            Val.Parse("""{"actions":{"base":{"allow":3}}}"""));
        var value = policy.Prepare("data.p.found").Evaluate(Val.Parse($$"""{"key":{{key}}}"""), ct: TestContext.Current.CancellationToken);
        Assert.Equal(wanted, value.IsUndefined ? "undefined" : value.ToJson());
    }

    [Fact]
    public void A_rule_found_by_a_variable_that_is_undefined_does_not_fall_back_to_base_documents()
    {
        var policy = RegoPolicy.Compile(
            [
                new("p.rego", "package p\nfound := data.actions[input.x][input.y].allow"),
                new("a.rego", "package actions.a.b\nallow if input.never"),
                new("b.rego", "package actions.c.d\nallow if true"),
            ],
            Val.Parse("""{"actions":{"a":{"b":{"allow":"base"}},"e":{"f":{"allow":"base"}}}}"""));
        var query = policy.Prepare("data.p.found");
        Assert.True(query.Evaluate(Val.Parse("""{"x":"a","y":"b"}"""), ct: TestContext.Current.CancellationToken).IsUndefined);
        Assert.Equal("true", query.Evaluate(Val.Parse("""{"x":"c","y":"d"}"""), ct: TestContext.Current.CancellationToken).ToJson());
        Assert.Equal("\"base\"", query.Evaluate(Val.Parse("""{"x":"e","y":"f"}"""), ct: TestContext.Current.CancellationToken).ToJson());
        Assert.True(query.Evaluate(Val.Parse("""{"x":"c","y":"nope"}"""), ct: TestContext.Current.CancellationToken).IsUndefined);
    }

    [Theory]
    [InlineData("r if every x in [] { x > 1 }", "true")]
    [InlineData("r if every x in input.missing { x > 1 }", "undefined")]
    [InlineData("r if every x in 5 { x > 1 }", "undefined")]
    [InlineData("r if every k, v in {\"a\": 1} { k == \"a\"; v == 1 }", "true")]
    [InlineData("r if every x in {1, 2} { x > 1 }", "undefined")]
    [InlineData("r if { xs := [3, 4]; every x in xs { some y in xs; y > x - 1 } }", "true")]
    public void Every_holds_for_all_or_not_at_all(string rule, string wanted) =>
        Assert.Equal(wanted, Evaluated.Json("data.p.r", $"package p\nimport rego.v1\n{rule.Replace("in 5", "in input.five", StringComparison.Ordinal)}", """{"five":5}"""));

    [Theory]
    [InlineData("r.x[k].y := v if some k, v in {\"q\": 1, \"s\": 2}\nr.x.q.z := 7", """{"x":{"q":{"y":1,"z":7},"s":{"y":2}}}""")]
    [InlineData("r[k] contains v if { some k in [\"a\", \"b\"]; some v in [1, 2] }", """{"a":[1,2],"b":[1,2]}""")]
    [InlineData("r := 1 if { false } else := 2 if { input.nope } else := 3", "3")]
    [InlineData("default r := 4\nr := 5 if input.nope", "4")]
    [InlineData("r := f([1, [2, {\"k\": 3}]])\nf([a, [b, {\"k\": c}]]) := [a, b, c]", "[1,2,3]")]
    [InlineData("default f(_) := 0\nf(1) := 1\nr := [f(1), f(2)]", "[1,0]")]
    [InlineData("r := {k: v | some k, v in [\"a\", \"b\"]}", """{"0":"a","1":"b"}""")]
    [InlineData("r := [y | x := {\"a\": [1, 2]}; y := x[_][_]]", "[1,2]")]
    [InlineData("r := $\"{input.missing}-{1 + 1}-\\{\"", "\"<undefined>-2-{\"")]
    [InlineData("r := x if { [x, 2] = [1, y]; y = 2 }", "1")]
    [InlineData("r contains x if x := {\"a\": 1, \"b\": 2}[_]", "[1,2]")]
    [InlineData("r if { not f(3) }\nf(x) if x == 4", "true")]
    public void Rules_mean_what_the_language_says(string rule, string wanted) =>
        Assert.Equal(wanted, Evaluated.Json("data.p.r", $"package p\n{rule}", "{}"));

    [Theory]
    [InlineData("r := x if some x in [1, 2]", "complete rules must not produce multiple outputs")]
    [InlineData("r := f(1)\nf(x) := x\nf(x) := 2", "functions must not produce multiple outputs for same inputs")]
    [InlineData("r := {\"a\": x | some x in [1, 2]}", "object keys must be unique")]
    [InlineData("r[1] := x if some x in [1, 2]", "object keys must be unique")]
    public void Conflicts_are_errors_and_never_a_decision(string rule, string message)
    {
        var error = Assert.Throws<RegoEvaluationException>(() => Evaluated.Json("data.p.r", $"package p\n{rule}"));
        Assert.Equal(EvaluationErrorCode.Conflict, error.Code);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Version_0_reads_its_own_forms() => Assert.Equal(
        """{"p":[1,2,3],"q":5,"r":{"0":1,"1":2},"s":true,"u":false,"w":4}""",
        Evaluated.Json(
            "data.v",
            "package v\np[x] { x := 1 }\np[x] { x := 2 } { x := 3 }\nq = 5 { true }\nr[k] = v { v := [1,2][k] }\ns { not input.foo }\ndefault u = false\nf(x) = y { y := x + 1 }\nw = f(3)",
            "{}",
            version: RegoVersion.V0));

    [Fact]
    public void A_reference_must_be_ground() =>
        Assert.Contains("ground reference", Assert.Throws<RegoCompileException>(() => Evaluated.Json("data.p[x]", "package p\nr := 1")).Message, StringComparison.Ordinal);
}
