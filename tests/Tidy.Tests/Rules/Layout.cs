namespace Platform.Tidy.Tests.Rules;

/// <summary>The tree is the architecture diagram: what must stand at its root, and what must not.</summary>
public static class Layout
{
    private static readonly string[] Folders = ["AppHost/", "ServiceDefaults/", "services/", "policies/", "tests/", "libraries/", "control/", "cli/", "docs/"];
    private static readonly string[] RootPages = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"];

    /// <summary>Lines that AppHost/Program.cs may have: it is read as the topology.</summary>
    public const int TopologyLines = 60;

    public static IEnumerable<Violation> Check(SourceTree tree)
    {
        foreach (var folder in Folders.Where(folder => !tree.Paths.Any(path => path.StartsWith(folder, StringComparison.Ordinal))))
            yield return new Violation(folder, "must exist");
        if (!tree.Files.TryGetValue("Platform.sln", out var solution))
            yield return new Violation("Platform.sln", "must exist");
        foreach (var (path, _) in tree.Ending(".csproj").Where(file => solution?.Contains(file.Path.Replace('/', '\\'), StringComparison.Ordinal) == false))
            yield return new Violation(path, "is not in Platform.sln");
        foreach (var path in tree.Paths.Where(path => !path.Contains('/') && path.EndsWith(".md", StringComparison.Ordinal) && !RootPages.Contains(path)))
            yield return new Violation(path, "belongs into docs/");
        if (tree.Files.TryGetValue("AppHost/Program.cs", out var topology) && topology.TrimEnd().Split('\n').Length > TopologyLines)
            yield return new Violation("AppHost/Program.cs", $"is longer than {TopologyLines} lines; move verbs to AppHost/Topology");
    }
}
