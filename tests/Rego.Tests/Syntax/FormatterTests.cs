using Platform.Rego.Diagnostics;
using Platform.Rego.Syntax;
using Platform.Rego.Tests.Conformance;
using Platform.Rego.Text;

namespace Platform.Rego.Tests.Syntax;

public sealed class FormatterTests
{
    [Theory]
    [InlineData("[(1 + y) | some y in [1]]")]
    [InlineData("{(y == 1) | some y in [1]}")]
    [InlineData("{\"k\": (1 + y) | some y in [1]}")]
    [InlineData("[(y in [1]) | some y in [1]]")]
    public void Keeps_the_parentheses_that_the_head_of_a_comprehension_needs(string term)
    {
        var source = $"package p\n\nx := {term}\n";
        Assert.Equal(source, RegoFormatter.Format(new RegoModule("a.rego", source)));
    }

    // Found by fuzzing.
    [Theory]
    [InlineData("p if {\n\tinput.x\n\t(-1) == input.y\n}")]
    [InlineData("p if { (input.a | input.b) in input.c }")]
    [InlineData("p if {\n\t(input.a | input.b) == {1}\n\tinput.c\n}")]
    [InlineData("p := $`a{{\n\tnull: null, # c\n}}`")]
    [InlineData("p := {-1: (true | null > 1)}")]
    [InlineData("p := {(input.a | input.b == {1}): 1}")]
    [InlineData("p := {(input.a | input.b == {1})}")]
    [InlineData("p := [(input.a | input.b | input.c)]")]
    [InlineData("p := [1, input.a | input.b]")]
    [InlineData("import rego.v2\n\np if not ({set()})")]
    [InlineData("import rego.v2\n\np if ({input.x}) and ({input.y})")]
    [InlineData("import rego.v2\n\np if not {\n\tset()\n}")]
    [InlineData("p := {1: 2, 3: input.a | input.b}")]
    [InlineData("p := [(input.a | input.b) & input.c]")]
    [InlineData("p := count(input.a | input.b)")]
    public void Keeps_the_parentheses_and_comments_without_which_it_would_say_something_else(string rule)
    {
        var source = $"package p\n\n{rule}\n";
        Assert.Null(Problem(source));
        Assert.Equal(source, RegoFormatter.Format(new RegoModule("a.rego", source)));
    }

    // Found by fuzzing.
    [Theory]
    [InlineData("# METADATA\n# title: x\n # not of it: [\np := 1", "# METADATA\n# title: x\n\n# not of it: [\np := 1")]
    [InlineData(" # METADATA\n # [\np := 1", " # METADATA\n# [\np := 1")]
    public void Leaves_metadata_what_it_is(string rule, string expected)
    {
        Assert.Null(Problem($"package p\n\n{rule}\n"));
        Assert.Equal($"package p\n\n{expected}\n", RegoFormatter.Format(new RegoModule("a.rego", $"package p\n\n{rule}\n")));
    }

    [Theory]
    [InlineData("p := 1 if {\n\tx\n\ty\n}\n\nelse := 2 if {\n\ty\n\tx\n}\n\nelse := 3", "")]
    [InlineData("p := 1 if {\n\tx\n\ty\n} else := 2 if {\n\ty\n\tx\n} else := 3", "")]
    [InlineData("p := 1 if {\n\tx\n\ty\n}\nelse := 3", "p := 1 if {\n\tx\n\ty\n}\n\nelse := 3")]
    [InlineData("p := 1 if { x } else := 3", "")]
    public void A_branch_that_begins_a_line_begins_one_and_one_that_follows_a_brace_follows_it(string rule, string expected)
    {
        var module = $"package p\n\n{rule}\n";
        Assert.Equal(expected.Length == 0 ? module : $"package p\n\n{expected}\n", RegoFormatter.Format(new RegoModule("a.rego", module)));
    }

    [Fact]
    public void Writes_the_golden_layout()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Syntax", "Formatted");
        var formatted = RegoFormatter.Format(new("messy.rego", File.ReadAllText(Path.Combine(folder, "messy.rego"))));
        TestContext.Current.TestOutputHelper?.WriteLine(formatted);
        Assert.Equal(File.ReadAllText(Path.Combine(folder, "tidy.rego")), formatted);
    }

    [Fact]
    public void Keeps_meaning_and_comments_and_settles_at_once_for_every_module_of_the_corpus()
    {
        Assert.SkipWhen(ConformanceFolder.Path is null, ConformanceFolder.Missing);
        var problems = new List<string>();
        foreach (var one in ConformanceFolder.Cases())
        {
            foreach (var module in one.Modules)
            {
                if (Problem(module) is { } problem)
                {
                    problems.Add($"{one.Note}: {problem}");
                }
            }
        }

        Assert.True(problems.Count == 0, $"{problems.Count}:\n{string.Join("\n\n", problems.Take(8))}");
    }

    [Fact]
    public void Metadata_keeps_a_no_break_space_and_takes_no_control_character()
    {
        Assert.Null(Problem("package t\n\n# METADATA\n# title: \u00a0\np := 1\n"));

        var refused = Assert.Throws<RegoCompileException>(() => RegoFormatter.Format(new("m.rego", "package t\n\n# METADATA\n# title: \v\np := 1\n")));

        Assert.Contains("control characters are not allowed", refused.Message);
    }

    private static string? Problem(string source)
    {
        try
        {
            var once = RegoFormatter.Format(new("m.rego", source));
            var twice = RegoFormatter.Format(new("m.rego", once));
            return once != twice ? $"not settled:\n{once}\nthen\n{twice}"
                : Tree(source) != Tree(once) ? $"changed:\n{source}\nto\n{once}"
                : Comments(source) != Comments(once) ? $"lost a comment:\n{source}\nto\n{once}"
                : null;
        }
        catch (RegoCompileException e)
        {
            return $"{e.Message}\n{source}";
        }
    }

    // `p = 1` is written `p := 1`, which says the same.
    private static string Tree(string source) => AstJson.Write(Parse(source)).ToJson().Replace("\"assign\":true,", "", StringComparison.Ordinal);

    private static string Comments(string source) => string.Join('\n', Parse(source).Comments.Select(c => c.Text.Trim()));

    private static Module Parse(string source) => Parser.ParseModule(new SourceText("m.rego", source), RegoVersion.V1, new DiagnosticBag())!;
}
