using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Rego;

namespace Platform.Cli.Rego;

/// <summary>The results of tests as text, or with the members of <c>opa test --format=json</c>.</summary>
internal static class RegoTestReport
{
    public static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static object Json(RegoTestResult result) => new
    {
        location = new { file = result.Test.File, row = result.Test.Row, col = result.Test.Col },
        package = result.Test.Package,
        name = result.Test.Name,
        fail = result.Outcome == RegoTestOutcome.Failed ? true : (bool?)null,
        error = result.Error,
        skip = result.Outcome == RegoTestOutcome.Skipped ? true : (bool?)null,
        duration = (long)result.Took.TotalNanoseconds,
        output = result.Output.Count > 0 ? string.Join('\n', result.Output) : null,
        sub_results = result.Cases.Count > 0 ? Cases(result.Cases, 0) : null,
    };

    public static void Tell(IReadOnlyList<RegoTestResult> results, bool verbose, Func<RegoTest, string>? explain)
    {
        foreach (var group in results.GroupBy(result => result.Test.File))
        {
            var shown = group.Where(result => verbose || result.Outcome is not RegoTestOutcome.Passed).ToList();
            if (shown.Count == 0)
                continue;
            Console.WriteLine($"{group.Key}:");
            foreach (var result in shown)
                Tell(result, verbose, explain);
        }
        Console.WriteLine(new string('-', 80));
        var leaves = results.SelectMany(Outcomes).ToList();
        foreach (var outcome in new[] { RegoTestOutcome.Passed, RegoTestOutcome.Failed, RegoTestOutcome.Skipped, RegoTestOutcome.Errored })
        {
            var count = leaves.Count(leaf => leaf == outcome);
            if (count > 0)
                Console.WriteLine($"{Word(outcome)}: {count}/{leaves.Count}");
        }
        if (results.Count == 0)
            Console.WriteLine("no test found");
    }

    private static void Tell(RegoTestResult result, bool verbose, Func<RegoTest, string>? explain)
    {
        Console.WriteLine(result.Outcome == RegoTestOutcome.Skipped
            ? $"{result.Test}: {Word(result.Outcome)}"
            : $"{result.Test}: {Word(result.Outcome)} ({result.Took.TotalMilliseconds:0.###}ms)");
        foreach (var one in result.Cases.Where(one => verbose || !one.Passed))
            Console.WriteLine($"  {one}: {(one.Passed ? "PASS" : "FAIL")}");
        if (result.Error is not null)
            Console.WriteLine($"  {result.Error}");
        foreach (var line in result.Output)
            Console.WriteLine($"  {line}");
        if (explain is not null && result.Outcome == RegoTestOutcome.Failed)
            Console.WriteLine($"\n  {explain(result.Test).TrimEnd().ReplaceLineEndings("\n  ")}\n");
    }

    // Each case of a data-driven test counts, and not the test itself.
    private static IEnumerable<RegoTestOutcome> Outcomes(RegoTestResult result) =>
        result.Cases.Count > 0 && result.Outcome is RegoTestOutcome.Passed or RegoTestOutcome.Failed
            ? result.Cases.Select(one => one.Passed ? RegoTestOutcome.Passed : RegoTestOutcome.Failed)
            : [result.Outcome];

    private static Dictionary<string, object> Cases(IEnumerable<RegoTestCase> cases, int level) => cases
        .GroupBy(one => one.Names[level], StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => (object)new
        {
            name = group.Key,
            fail = group.Any(one => !one.Passed) ? true : (bool?)null,
            sub_results = group.Any(one => one.Names.Count > level + 1) ? Cases(group.Where(one => one.Names.Count > level + 1), level + 1) : null,
        });

    private static string Word(RegoTestOutcome outcome) => outcome switch
    {
        RegoTestOutcome.Passed => "PASS",
        RegoTestOutcome.Failed => "FAIL",
        RegoTestOutcome.Errored => "ERROR",
        _ => "SKIPPED",
    };
}
