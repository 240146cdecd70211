using Platform.Rego.Builtins;
using Platform.Rego.Values;

namespace Platform.Rego.Tests.Builtins;

/// <summary>Builtins that a host gives: called, checked and replaced like OPA's.</summary>
public sealed class HostBuiltinTests
{
    private static readonly RegoBuiltin s_isOpen = new("care.is_open", 2, static (_, operands) => operands[0].AsString() == "ward" && operands[1].ToJson() == "9")
    {
        Declaration = """{"args":[{"type":"string"},{"type":"number"}],"result":{"type":"boolean"},"type":"function"}""",
    };

    [Fact]
    public void Are_called_by_rules_queries_and_tests()
    {
        var policy = Compile("package a\n\np if care.is_open(\"ward\", 9)\n\ntest_p if p\n\ntest_q if not care.is_open(\"ward\", 10)\n", s_isOpen);
        Assert.True(policy.Prepare("data.a.p").Evaluate(default, ct: TestContext.Current.CancellationToken).IsTrue);
        Assert.Single(policy.PrepareQuery("care.is_open(\"ward\", 9)").EvaluateAll(default, ct: TestContext.Current.CancellationToken));
        var suite = RegoTestSuite.Of(policy);
        Assert.Equal([RegoTestOutcome.Passed, RegoTestOutcome.Passed], suite.Tests.Select(test => suite.Run(test, cancellation: TestContext.Current.CancellationToken).Outcome));
    }

    [Theory]
    [InlineData("p if care.is_open(\"ward\")", "arity mismatch")]
    [InlineData("p if care.is_open(1, 9)", "care.is_open: invalid argument(s)")]
    [InlineData("p if care.is_shut(\"ward\", 9)", "undefined function care.is_shut")]
    public void Are_checked_when_the_modules_are_compiled(string rule, string message) =>
        Assert.Contains(message, Assert.Throws<RegoCompileException>(() => Compile($"package a\n\n{rule}\n", s_isOpen)).Message, StringComparison.Ordinal);

    [Fact]
    public void Without_a_declaration_take_anything()
    {
        var policy = Compile("package a\n\np := care.kind([1])\n", new RegoBuiltin("care.kind", 1, static (_, operands) => operands[0].TypeName));
        Assert.Equal("array", policy.Prepare("data.a.p").Evaluate(default, ct: TestContext.Current.CancellationToken).AsString());
    }

    [Fact]
    public void Replace_one_of_OPAs()
    {
        var policy = Compile("package a\n\np := time.now_ns()\n", new RegoBuiltin("time.now_ns", 0, static (_, _) => 42));
        Assert.Equal("42", policy.Prepare("data.a.p").Evaluate(default, ct: TestContext.Current.CancellationToken).ToJson());
    }

    [Fact]
    public void Fail_like_OPAs()
    {
        var policy = Compile("package a\n\np := care.kind(1)\n", new RegoBuiltin("care.kind", 1, static (_, _) => throw new BuiltinException("no such kind")));
        var query = policy.Prepare("data.a.p");
        Assert.True(query.Evaluate(default, ct: TestContext.Current.CancellationToken).IsUndefined);
        Assert.Contains("no such kind", Assert.Single(query.BuiltinErrors(default, ct: TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
        Assert.Throws<RegoEvaluationException>(() => query.Evaluate(default, new EvaluationOptions { StrictBuiltinErrors = true }, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Must_take_what_they_declare() =>
        Assert.Throws<FormatException>(() => Compile("package a\n", s_isOpen with { Arity = 3 }));

    private static RegoPolicy Compile(string module, params RegoBuiltin[] builtins) =>
        RegoPolicy.Compile([new RegoModule("a.rego", module)], options: new RegoOptions { Builtins = builtins });
}
