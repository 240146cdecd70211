using System.Text.Json;
using Platform.PolicyControl.Publishing;
using Platform.PolicyControl.Sources;
using Platform.Rego;
using Platform.Rego.Execution;
using Platform.Rego.Values;

namespace Platform.PolicyControl.Policies;

/// <summary>Which lines of the published policies their tests evaluate, as <c>rego test --coverage</c> counts them. Measured when first asked for, since it takes as long as the tests.</summary>
internal sealed class TestedPolicies(Publisher publisher, TimeProvider clock)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);
    private readonly Lock gate = new();
    private (PolicySources Sources, Task<TestCoverage> Coverage)? known;

    /// <summary>The sources of what is served, or null before this process has published or confirmed it.</summary>
    public PolicySources? Sources => publisher.Tested;

    /// <summary>The coverage of these sources, or null when it is still being measured: nobody is kept waiting for it.</summary>
    public async Task<TestCoverage?> CoverageAsync(PolicySources sources, CancellationToken cancellation)
    {
        var measuring = Measuring(sources);
        await Task.WhenAny(measuring, Task.Delay(s_patience, clock, cancellation));
        return measuring.IsCompleted ? await measuring : null;
    }

    private Task<TestCoverage> Measuring(PolicySources sources)
    {
        lock (gate)
        {
            if (known is not { } there || there.Sources != sources)
            {
                known = there = (sources, Task.Run(() => Measure(sources)));
            }

            return there.Coverage;
        }
    }

    private static TestCoverage Measure(PolicySources sources)
    {
        var data = Val.Parse(sources.Data.ToJsonString());
        var suite = RegoTestSuite.Of(RegoPolicy.Compile(sources.Modules.Concat(sources.Tests).Select(BundleBuild.ToModule), data, new RegoOptions { Tests = true }));
        var coverage = new Coverage();
        var observer = suite.Observe(coverage);
        foreach (var test in suite.Tests)
        {
            suite.Run(test, coverage: observer);
        }

        using var report = JsonDocument.Parse(coverage.Report().ToJson());
        var files = report.RootElement.GetProperty("files").EnumerateObject().ToDictionary(file => file.Name, file => LineCoverage.Of(file.Value));
        return new(suite.Tests, files, PercentOf(sources.Modules.Select(module => files.GetValueOrDefault(module.Path)).OfType<LineCoverage>().ToList()));
    }

    private static double PercentOf(IReadOnlyList<LineCoverage> files)
    {
        var (covered, all) = (files.Sum(file => file.Covered.Count), files.Sum(file => file.Covered.Count + file.NotCovered.Count));
        return all == 0 ? 0 : Math.Round(10_000.0 * covered / all) / 100;
    }
}

/// <summary>The tests of published policies, and per file the lines that they evaluate.</summary>
/// <param name="Tests">The tests.</param>
/// <param name="Files">By file, tests' own too.</param>
/// <param name="Percent">Of the policies' lines, tests aside, how many of a hundred are evaluated.</param>
internal sealed record TestCoverage(IReadOnlyList<RegoTest> Tests, IReadOnlyDictionary<string, LineCoverage> Files, double Percent)
{
    /// <summary>The tests that lie beside a policy.</summary>
    public IEnumerable<RegoTest> TestsOf(string module) => Tests.Where(test => test.File == TestFileOf(module));

    public static string TestFileOf(string module) => module[..^".rego".Length] + "_test.rego";
}

/// <summary>Rows, from 1.</summary>
/// <param name="Covered">Evaluated by some test.</param>
/// <param name="NotCovered">Evaluated by none.</param>
internal sealed record LineCoverage(IReadOnlyList<int> Covered, IReadOnlyList<int> NotCovered)
{
    public double Percent => Covered.Count + NotCovered.Count == 0 ? 100 : Math.Round(10_000.0 * Covered.Count / (Covered.Count + NotCovered.Count)) / 100;

    public static LineCoverage Of(JsonElement file) => new(Rows(file, "covered"), Rows(file, "not_covered"));

    private static int[] Rows(JsonElement file, string name) => file.TryGetProperty(name, out var ranges)
        ? [.. ranges.EnumerateArray().SelectMany(range => Enumerable.Range(Row(range, "start"), Row(range, "end") - Row(range, "start") + 1))]
        : [];

    private static int Row(JsonElement range, string end) => range.GetProperty(end).GetProperty("row").GetInt32();
}
