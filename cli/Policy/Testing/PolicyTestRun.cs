using System.Diagnostics;
using Platform.Cli.Rego;
using Platform.Rego;
using Platform.Rego.Execution;
using Platform.Rego.Values;

namespace Platform.Cli.Policy.Testing;

/// <summary>The unit tests of a folder of policies with their coverage, and its cases.</summary>
/// <param name="Units">The unit tests.</param>
/// <param name="Coverage">Which lines of the policies, tests left out, the unit tests evaluate.</param>
/// <param name="Cases">Each case, with what is wrong with it or null, and the time it took.</param>
internal sealed record PolicyTestRun(IReadOnlyList<RegoTestResult> Units, IReadOnlyList<CoveredFile> Coverage, IReadOnlyList<(PolicyCase Case, string? Fault, TimeSpan Took)> Cases)
{
    private const string EntryPoint = "data.platform.decision";

    public bool Passed => Units.All(unit => unit.Outcome is RegoTestOutcome.Passed or RegoTestOutcome.Skipped) && Cases.All(one => one.Fault is null);

    /// <summary>The percentage of lines that the unit tests evaluate; 100 if there are none.</summary>
    public double Percent => Coverage.Sum(file => file.Lines) is > 0 and var all ? Math.Round(10_000.0 * Coverage.Sum(file => file.Covered) / all) / 100 : 100;

    public static PolicyTestRun Of(string folder, PolicyFiles files, TimeSpan timeout, CancellationToken cancellation)
    {
        var policy = RegoPolicy.Compile(files.Modules, files.Data, new RegoOptions { PrintCalls = true, Tests = true });
        var suite = RegoTestSuite.Of(policy);
        var coverage = new Coverage();
        // A rule that no test asks is in no test's plan, and counts all the same.
        coverage.Observe(policy.Prepare("data").Plan);
        var observer = suite.Observe(coverage);
        var units = suite.Tests.Select(test => suite.Run(test, cancellation: cancellation, coverage: observer, timeout: timeout)).ToList();
        var cases = PolicyCase.Below(folder);
        return new PolicyTestRun(units, CoveredFile.Of(coverage.Report()), cases.Count == 0 ? [] : Decide(cases, files, cancellation));
    }

    // As published: without tests.
    private static List<(PolicyCase, string?, TimeSpan)> Decide(IReadOnlyList<PolicyCase> cases, PolicyFiles files, CancellationToken cancellation)
    {
        var published = files.Modules.Where(module => !module.File.EndsWith("_test.rego", StringComparison.Ordinal));
        var decision = RegoPolicy.Compile(published, files.Data).Prepare(EntryPoint);
        var results = new List<(PolicyCase, string?, TimeSpan)>();
        foreach (var one in cases)
        {
            var started = Stopwatch.GetTimestamp();
            var fault = one.Fault(decision, cancellation);
            results.Add((one, fault, Stopwatch.GetElapsedTime(started)));
        }

        return results;
    }
}

/// <summary>How much of a policy file the unit tests evaluate.</summary>
/// <param name="File">The file.</param>
/// <param name="Covered">How many lines they evaluate.</param>
/// <param name="Lines">Of how many on which a rule or an expression begins.</param>
/// <param name="Missed">The ranges of the others, such as <c>12-14</c>.</param>
internal sealed record CoveredFile(string File, int Covered, int Lines, IReadOnlyList<string> Missed)
{
    public static IReadOnlyList<CoveredFile> Of(Val report)
    {
        var found = new List<CoveredFile>();
        var files = report["files"];
        foreach (var name in files.Keys)
        {
            var file = files.Get(name);
            if (name.AsString().EndsWith("_test.rego", StringComparison.Ordinal))
                continue;
            var (covered, missed) = (Number(file["covered_lines"]), Number(file["not_covered_lines"]));
            var ranges = file["not_covered"].Kind == ValKind.Array ? file["not_covered"].Items.ToArray().Select(Range).ToList() : [];
            found.Add(new CoveredFile(name.AsString(), covered, covered + missed, ranges));
        }

        return [.. found.OrderBy(file => file.File, StringComparer.Ordinal)];
    }

    private static string Range(Val range) => Number(range["start"]["row"]) is var start && Number(range["end"]["row"]) is var end && start == end ? $"{start}" : $"{start}-{end}";

    private static int Number(Val value) => int.Parse(value.ToJson(), System.Globalization.CultureInfo.InvariantCulture);
}
