using System.Text.RegularExpressions;
using Platform.PolicyControl.Sources;
using Platform.Rego;
using Platform.Rego.Values;

namespace Platform.PolicyControl.Publishing;

/// <summary>
/// Runs the rules named <c>test_*</c> of the test modules. A test passes when it is true; undefined, false and an error are failures.
/// A package is evaluated as a whole first: that is one plan instead of one for each test.
/// </summary>
internal static partial class TestRun
{
    /// <summary>The names of the tests that fail, and how many ran.</summary>
    public static (int Ran, IReadOnlyList<string> Failed) Run(RegoPolicy policy, IEnumerable<SourceFile> tests)
    {
        var ran = 0;
        var failed = new List<string>();
        foreach (var package in tests.GroupBy(PackageOf, file => TestName().Matches(file.Text).Select(match => match.Groups["name"].Value)))
        {
            var names = package.SelectMany(found => found).Distinct().ToArray();
            var results = Extent(policy, package.Key);
            ran += names.Length;
            failed.AddRange(names.Where(name => !Passes(policy, package.Key, name, results)).Select(name => $"{package.Key}.{name}"));
        }

        return (ran, failed);
    }

    private static bool Passes(RegoPolicy policy, string package, string name, Val results)
    {
        if (results.IsDefined)
        {
            return results.TryGet(name, out var result) && result.IsTrue;
        }

        try
        {
            return policy.Prepare($"{package}.{name}").Evaluate(Val.Undefined).IsTrue;
        }
        catch (RegoEvaluationException)
        {
            return false;
        }
    }

    // An error in one test undoes the whole evaluation of a package; each is then run alone.
    private static Val Extent(RegoPolicy policy, string package)
    {
        try
        {
            return policy.Prepare(package).Evaluate(Val.Undefined);
        }
        catch (RegoEvaluationException)
        {
            return Val.Undefined;
        }
    }

    private static string PackageOf(SourceFile file) =>
        PackageName().Match(file.Text) is { Success: true } match
            ? $"data.{match.Groups["name"].Value}"
            : throw new PublicationRefusedException($"{file.Path} has no package");

    [GeneratedRegex(@"^package[ \t]+(?<name>[^\s#]+)", RegexOptions.Multiline)]
    private static partial Regex PackageName();

    [GeneratedRegex(@"^(?<name>test_[A-Za-z0-9_]+)", RegexOptions.Multiline)]
    private static partial Regex TestName();
}
