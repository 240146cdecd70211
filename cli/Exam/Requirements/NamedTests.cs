using System.Text.RegularExpressions;

namespace Platform.Cli.Exam;

/// <summary>The tests that name a requirement, by <c>[Trait("requirement", "ID-03")]</c> on a class or a method in the sources.</summary>
internal static partial class NamedTests
{
    /// <summary>Names of classes and methods by requirement, in order.</summary>
    public static ILookup<string, string> Find(string root) => Directory.EnumerateFiles(Path.Combine(root, "tests"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj"))
        .Order(StringComparer.Ordinal)
        .SelectMany(file => InFile(File.ReadAllText(file)))
        .Distinct()
        .ToLookup(pair => pair.Requirement, pair => pair.Test);

    private static IEnumerable<(string Requirement, string Test)> InFile(string text)
    {
        foreach (Match trait in Trait().Matches(text))
        {
            var declared = Declaration().Match(text, trait.Index);
            if (!declared.Success)
                continue;
            var owner = Class().Matches(text).LastOrDefault(found => found.Index <= declared.Index)?.Groups[1].Value ?? "";
            yield return (trait.Groups[1].Value, declared.Groups["class"].Success ? declared.Groups["class"].Value : $"{owner}.{declared.Groups["method"].Value}");
        }
    }

    [GeneratedRegex("""\[Trait\("requirement", "([A-Z]{2}-\d\d)"\)\]""")]
    private static partial Regex Trait();

    [GeneratedRegex(@"(?:class (?<class>\w+))|(?:(?:Task|void) (?<method>\w+)\()")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"class (\w+)")]
    private static partial Regex Class();
}
