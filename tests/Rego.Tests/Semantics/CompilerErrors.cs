namespace Platform.Rego.Tests.Semantics;

public sealed class CompilerErrors
{
    public static TheoryData<string> Files => [.. Directory
        .GetFiles(Path.Combine(AppContext.BaseDirectory, "Semantics", "Cases"), "*.rego")
        .Select(f => Path.GetFileName(f)!)
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Stand_on_the_lines_that_cause_them(string file)
    {
        var options = new RegoOptions { Strict = file.StartsWith("strict", StringComparison.Ordinal) };
        var version = file.Contains("v0", StringComparison.Ordinal) ? RegoVersion.V0 : RegoVersion.V1;
        var problems = WantedErrors.Cases(file)
            .Select(c => (c.Name, Problem: WantedErrors.Difference(c.Source, options, version)))
            .Where(c => c.Problem is not null)
            .Select(c => $"{c.Name}\n{c.Problem}")
            .ToList();
        Assert.True(problems.Count == 0, string.Join("\n\n", problems));
    }

    [Fact]
    public void Show_the_place_with_a_caret_and_the_name_probably_meant()
    {
        var error = Assert.Throws<RegoCompileException>(() => RegoPolicy.Compile([new("p.rego", "package a\n\np if startwith(\"a\", \"b\")\n")]));
        Assert.Equal(
            "p.rego:3:6: rego_type_error: undefined function startwith\n\tp if startwith(\"a\", \"b\")\n\t     ^\n\tdid you mean `startswith`?",
            Assert.Single(error.Diagnostics).Render());
    }

    [Theory]
    [InlineData("package p()", "rego_parse_error")]
    [InlineData("package p\nq := data()", "rego_type_error")]
    [InlineData("package p\nq := data(1)", "rego_type_error")]
    public void Tell_of_a_call_where_there_is_no_function(string source, string code)
    {
        var error = Assert.Throws<RegoCompileException>(() => RegoPolicy.Compile([new("p.rego", source)]));
        Assert.Equal(code, Assert.Single(error.Diagnostics).Code);
    }

    [Fact]
    public void Say_what_a_call_has_and_wants()
    {
        var error = Assert.Throws<RegoCompileException>(() => RegoPolicy.Compile([new("p.rego", "package a\n\ns := sum([1, \"foo\"])\n")]));
        Assert.Equal(
            ["have: (array<number, string>, ???)", "want: (collection: any<array[number], set[number]>, n: number)"],
            Assert.Single(error.Diagnostics).Details);
    }
}
