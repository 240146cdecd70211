namespace Platform.Tidy.Tests.Rules;

/// <summary>A name says what a thing is; these words say only that nobody found the name.</summary>
public static class FileNames
{
    private static readonly string[] Banned = ["Helper", "Util", "Common", "Manager", "Misc", "Extensions.cs", "Constants.cs"];

    public static IEnumerable<Violation> Check(SourceTree tree) =>
        from path in tree.Paths
        where path.EndsWith(".cs", StringComparison.Ordinal)
        let name = path[(path.LastIndexOf('/') + 1)..]
        from word in Banned
        where word.EndsWith(".cs", StringComparison.Ordinal) ? name == word : name.Contains(word, StringComparison.Ordinal)
        select new Violation(path, $"name the concept instead of '{word.Replace(".cs", "")}'");
}
