using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Platform.Rego;
using Platform.Rego.Values;
using Platform.Testing;

namespace Platform.Policies.Tests;

/// <summary>The policies, their tests and their data as they lie in the repository.</summary>
internal static partial class PolicySource
{
    public static readonly string Folder = Path.Combine(RepositoryRoot.Path, "policies");

    /// <summary>Paths below policies/ with forward slashes.</summary>
    public static readonly ImmutableArray<string> Modules = [.. Directory.EnumerateFiles(Folder, "*.rego", SearchOption.AllDirectories).Select(Relative).Order(StringComparer.Ordinal)];

    /// <summary>policies/platform/x/data.json is the document data.platform.x, as in any OPA bundle.</summary>
    public static readonly Val Data = ReadData();

    /// <summary>Everything, tests included.</summary>
    public static readonly RegoPolicy Compiled = RegoPolicy.Compile(
        Modules.Select(path => new RegoModule(path, Text(path))), Data, new RegoOptions { Strict = true });

    /// <summary>What is published: without the tests.</summary>
    public static readonly RegoPolicy Published = RegoPolicy.Compile(
        Modules.Where(path => !IsTest(path)).Select(path => new RegoModule(path, Text(path))), Data, new RegoOptions { Strict = true });

    public static readonly PreparedQuery Decision = Published.Prepare("data.platform.decision");

    /// <summary>The actions that have a policy.</summary>
    public static readonly ImmutableArray<string> Actions =
        [.. Modules.Where(path => !IsTest(path) && path.Split('/') is [not "lib", _, _]).Select(path => path[..^".rego".Length].Replace('/', '.'))];

    public static string Text(string path) => File.ReadAllText(Path.Combine(Folder, path));

    public static bool IsTest(string path) => path.EndsWith("_test.rego", StringComparison.Ordinal);

    public static string Package(string path) => PackageLine().Match(Text(path)).Groups[1].Value;

    public static IEnumerable<string> TestRules(string path) => TestHead().Matches(Text(path)).Select(match => match.Groups[1].Value);

    private static string Relative(string file) => Path.GetRelativePath(Folder, file).Replace('\\', '/');

    private static Val ReadData()
    {
        var documents = new ObjectBuilder();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Folder, "platform"), "data.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            documents.Set(Path.GetFileName(Path.GetDirectoryName(file)!), Val.Parse(File.ReadAllText(file)));
        return Val.ObjectOf(("platform", documents.Build()));
    }

    [GeneratedRegex(@"^package\s+(\S+)", RegexOptions.Multiline)]
    private static partial Regex PackageLine();

    [GeneratedRegex(@"^(test_\w+)", RegexOptions.Multiline)]
    private static partial Regex TestHead();
}
