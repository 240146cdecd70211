using Platform.Rego.MutationTesting;

namespace Platform.Rego.Tests.MutationTesting;

/// <summary>Mutants that no test could tell are proven to be such by enumeration, and nothing else is.</summary>
public sealed class EquivalentMutants
{
    private const string Refusal = "\n\nrefusal := \"a\" if input.x\n\nelse := other\n\nother := \"b\" if input.y\n\ndeny(reason) := {\"reason\": reason}\n";

    [Theory]
    [InlineData("p := deny(refusal) if refusal\n\nelse := 1", "if refusal", "if true")]
    [InlineData("p := \"a\" if input.a == \"x\"\n\nelse := \"a\" if input.a == \"y\"\n\nelse := \"b\" if input.a == \"x\"", "\n\nelse := \"b\" if input.a == \"x\"", "")]
    [InlineData("p if { input.a == \"x\"; is_string(input.a) }", "is_string(input.a)", "true")]
    [InlineData("p if { input.a > 3; input.a >= 3 }", ">= 3", "> 3")]
    [InlineData("p if { input.a in {\"x\", \"y\"}; input.a != \"z\" }", "input.a != \"z\"", "true")]
    [InlineData("p if { not refusal; refusal != \"c\" }", "not refusal", "true; false")]
    public void Are_proven(string rule, string old, string now) => Assert.NotNull(Proof(rule, old, now));

    [Theory]
    [InlineData("p := deny(input.refusal) if input.refusal\n\nelse := 1", "if input.refusal", "if true")]
    [InlineData("p if { input.a == \"x\"; is_string(input.b) }", "is_string(input.b)", "true")]
    [InlineData("p if { input.a > 3; input.a >= 3 }", "> 3", ">= 3")]
    [InlineData("p if input.a != input.b", "!=", "==")]
    [InlineData("p if { input.a == input.b; input.b == input.c }", "input.b == input.c", "true")]
    [InlineData("p if deny(input.a) == deny(input.b)", "input.b", "input.a")]
    [InlineData("p if { some x in input.xs; x == 1 }", "x == 1", "1 == x")]
    [InlineData("p if refusal in {\"a\", \"b\"}", "\"b\"", "\"\"")]
    [InlineData("p if rand.intn(\"a\", 2) == 1", "1", "0")]
    public void Are_not_proven_where_a_value_tells_them_apart_or_something_is_not_covered(string rule, string old, string now) => Assert.Null(Proof(rule, old, now));

    [Fact]
    public void Do_not_count_and_are_told_apart()
    {
        var report = PolicyMutation.Of(
            [new RegoModule("t.rego", "package t\n\np if {\n\tinput.a == \"x\"\n\tis_string(input.a)\n}\n"), new RegoModule("t_test.rego", "package t_test\n\ntest_p if { data.t.p with input as {\"a\": \"x\"}; not data.t.p with input as {\"a\": \"y\"}; not data.t.p with input as {\"a\": \"\"} }\n")],
            cancellation: TestContext.Current.CancellationToken).Run(TestContext.Current.CancellationToken);
        var equivalent = Assert.Single(report.Results, result => result.Outcome == MutantOutcome.Equivalent);
        Assert.Equal((MutationOperator.DropExpression, 5), (equivalent.Mutant.Operator, equivalent.Mutant.Row));
        Assert.Contains("input.a", equivalent.By, StringComparison.Ordinal);
        Assert.Equal((100, report.Results.Count - 1), (report.Score, report.Counted));
    }

    private static string? Proof(string rule, string old, string now)
    {
        var source = $"package t\n\n{rule}{Refusal}";
        var start = source.IndexOf(old, StringComparison.Ordinal);
        var changed = source[..start] + now + source[(start + old.Length)..];
        return Equivalence.Proof(RegoPolicy.Compile([new RegoModule("t.rego", source)]).Compilation, RegoPolicy.ParseOne(new RegoModule("t.rego", source)), RegoPolicy.ParseOne(new RegoModule("t.rego", changed)), start);
    }
}
