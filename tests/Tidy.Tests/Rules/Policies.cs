namespace Platform.Tidy.Tests.Rules;

/// <summary>Every policy has a test beside it and says in METADATA what it decides.</summary>
public static class Policies
{
    public static IEnumerable<Violation> Check(SourceTree tree)
    {
        foreach (var (path, text) in tree.Ending(".rego").Where(file => file.Path.StartsWith("policies/", StringComparison.Ordinal)))
        {
            if (path.EndsWith("_test.rego", StringComparison.Ordinal))
                continue;
            if (!tree.Files.ContainsKey(path.Replace(".rego", "_test.rego", StringComparison.Ordinal)))
                yield return new Violation(path, "has no _test.rego beside it");
            if (!text.Contains("# METADATA", StringComparison.Ordinal) || !text.Contains("# description:", StringComparison.Ordinal))
                yield return new Violation(path, "has no METADATA with a description");
        }
    }
}
