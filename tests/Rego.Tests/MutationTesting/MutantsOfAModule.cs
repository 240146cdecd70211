using Platform.Rego.MutationTesting;

namespace Platform.Rego.Tests.MutationTesting;

/// <summary>Which mistakes are made in a module: each operator on the smallest module that has a place for it.</summary>
public sealed class MutantsOfAModule
{
    [Theory]
    [InlineData("p if input.a", MutationOperator.Negate, "p if not input.a")]
    [InlineData("p if not input.a", MutationOperator.Negate, "p if input.a")]
    [InlineData("p if input.a == 1", MutationOperator.DropExpression, "p if true")]
    [InlineData("p if input.a == 1 with input as {}", MutationOperator.DropExpression, "p if true")]
    [InlineData("p if input.a < 1", MutationOperator.SwapComparison, "p if input.a <= 1")]
    [InlineData("p if input.a >= 1", MutationOperator.SwapComparison, "p if input.a > 1")]
    [InlineData("p if input.a != input.b", MutationOperator.SwapComparison, "p if input.a == input.b")]
    [InlineData("p := input.a + input.b", MutationOperator.SwapOperator, "p := input.a - input.b")]
    [InlineData("p := input.a | input.b", MutationOperator.SwapOperator, "p := input.a & input.b")]
    [InlineData("import future.keywords.or\nimport future.keywords.and\np if { input.a or input.b }", MutationOperator.SwapOperator, "import future.keywords.or\nimport future.keywords.and\np if { input.a and input.b }")]
    [InlineData("p := 7", MutationOperator.ChangeConstant, "p := 8")]
    [InlineData("p := 0.5", MutationOperator.ChangeConstant, "p := 0")]
    [InlineData("p := true", MutationOperator.ChangeConstant, "p := false")]
    [InlineData("p := \"x\"", MutationOperator.ChangeConstant, "p := \"\"")]
    [InlineData("p := \"\"", MutationOperator.ChangeConstant, "p := \"mutant\"")]
    [InlineData("default p := false", MutationOperator.ChangeDefault, "default p := true")]
    [InlineData("default p := false\n\np if input.a", MutationOperator.RemoveDefault, "\np if input.a")]
    [InlineData("p if input.role == \"admin\"", MutationOperator.Widen, "p if input.role == input.role")]
    [InlineData("p if input.role in {\"a\", \"b\"}", MutationOperator.Widen, "p if input.role in [input.role]")]
    [InlineData("p := 1 if input.a\n\nelse := 2 if input.b\n\nelse := 3", MutationOperator.DropElse, "p := 1 if input.a\n\nelse := 3")]
    [InlineData("p if {\n\tsome x in input.xs\n\tx > 0\n}", MutationOperator.SwapQuantifier, "p if {\n\tevery x in input.xs { \n\tx > 0\n}\n}")]
    [InlineData("p if every x in input.xs { x > 0 }", MutationOperator.SwapQuantifier, "p if { some x in input.xs\nx > 0 }")]
    [InlineData("p := [input.a, input.b]", MutationOperator.RemoveElement, "p := [input.b]")]
    [InlineData("p := {input.a}", MutationOperator.RemoveElement, "p := set()")]
    [InlineData("p := {\"a\": 1, \"b\": 2}", MutationOperator.RemoveElement, "p := {\"a\": 1}")]
    public void Have_one_for_each_place(string source, MutationOperator kind, string expected) =>
        Assert.Contains($"package t\n\n{expected}\n", Sources(source).Where(mutant => mutant.Kind == kind).Select(mutant => mutant.Source));

    [Theory]
    [InlineData("test_p if 1 == 1")]
    [InlineData("todo_test_p if input.a == 1")]
    [InlineData("test_p[name] if some name in [\"a\"]")]
    [InlineData("p if input.subject.id")]
    public void Leave_tests_and_names_after_dots_alone(string source) =>
        Assert.DoesNotContain(Sources(source), mutant => mutant.Kind is MutationOperator.ChangeConstant or MutationOperator.SwapComparison);

    [Fact]
    public void Are_no_two_alike()
    {
        var sources = Sources("p := 1 if { input.a == \"x\"; not input.b in {\"x\", \"y\"} } else := [2, 3] if every x in input.xs { x >= 0 }").Select(mutant => mutant.Source).ToList();
        Assert.True(sources.Count > 15, $"{sources.Count} mutants");
        Assert.Equal(sources.Distinct(), sources);
    }

    [Fact]
    public void Show_themselves_as_a_diff_with_file_and_row()
    {
        const string Source = "package t\n\nq := 1\n\np if {\n\tinput.a\n\tinput.b\n}\n\nr := 2\n";
        var mutant = PolicyMutation.Of([new RegoModule("a/t.rego", Source)], cancellation: TestContext.Current.CancellationToken).Mutants.Single(one => one is { Operator: MutationOperator.DropExpression, Row: 7 });
        Assert.Equal("""
            --- a/a/t.rego
            +++ b/a/t.rego
            @@ -4,7 +4,7 @@
             
             p if {
             	input.a
            -	input.b
            +	true
             }
             
             r := 2

            """, mutant.Diff(Source));
    }

    private static List<(MutationOperator Kind, string Source)> Sources(string body)
    {
        var source = $"package t\n\n{body}\n";
        return [.. PolicyMutation.Of([new RegoModule("t.rego", source)], cancellation: TestContext.Current.CancellationToken).Mutants.Select(mutant => (mutant.Operator, mutant.Apply(source)))];
    }
}
