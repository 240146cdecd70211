using System.Text.RegularExpressions;
using Platform.Rego.Builtins;
using Platform.Rego.Values;
using Platform.Testing;

namespace Platform.Rego.Tests.Api;

/// <summary>The examples of the library's README are the code below, line for line, and do what they say.</summary>
#pragma warning disable xUnit1051 // Examples have no token.
public sealed partial class ReadmeTests
{
    [Fact]
    public void The_start_permits_ann()
    {
        using var console = new StringWriter();
        // <start>
        var policy = RegoPolicy.Compile([new RegoModule("authz.rego", "package authz\nallow if input.user in data.admins")], Val.Parse("""{"admins":["ann"]}"""));
        var allow = policy.Prepare("data.authz.allow");
        console.WriteLine(allow.Evaluate(Val.Parse("""{"user":"ann"}""")).IsTrue); // True
        // </start>
        Assert.Equal("True\n", console.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public void A_builtin_of_the_host_is_called()
    {
        using var console = new StringWriter();
        // <builtin>
        var isOpen = new RegoBuiltin("care.is_open", 2, (context, operands) => operands[1].TryGetInt64(out var hour) && hour is >= 8 and < 20)
        {
            Declaration = """{"args":[{"type":"string"},{"type":"number"}],"result":{"type":"boolean"},"type":"function"}""",
        };
        var policy = RegoPolicy.Compile([new RegoModule("a.rego", "package a\nallow if care.is_open(input.ward, 9)")], options: new RegoOptions { Builtins = [isOpen] });
        console.WriteLine(policy.Prepare("data.a.allow").Evaluate(Val.Parse("""{"ward":"east"}""")).IsTrue); // True
        // </builtin>
        Assert.Equal("True\n", console.ToString().ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("start")]
    [InlineData("builtin")]
    public void The_README_shows_what_is_compiled_here(string name)
    {
        var here = Lines(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "tests", "Rego.Tests", "Api", "ReadmeTests.cs")), $@"// <{name}>\n(?<code>.*?)\n *// </{name}>");
        var readme = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "libraries", "Rego", "README.md")).ReplaceLineEndings("\n");
        var shown = Blocks().Matches(readme).Select(block => Trimmed(block.Groups["code"].Value)).ToList();
        Assert.Contains(here, shown);
    }

    private static string Lines(string source, string pattern) =>
        Trimmed(Regex.Match(source.ReplaceLineEndings("\n"), pattern, RegexOptions.Singleline).Groups["code"].Value.Replace("console.", "Console.", StringComparison.Ordinal));

    // Without the indentation of the test, and without the directives that a block of the README begins with.
    private static string Trimmed(string code) =>
        string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith("using Platform", StringComparison.Ordinal)));

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
