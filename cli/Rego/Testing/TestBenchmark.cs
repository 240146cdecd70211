using System.Diagnostics;
using System.Globalization;
using Platform.Rego;

namespace Platform.Cli.Rego;

/// <summary>How long the tests take: each that passes is run again and again for a while.</summary>
internal static class TestBenchmark
{
    private static readonly TimeSpan Enough = TimeSpan.FromMilliseconds(500);

    /// <summary>Prints a line per test in the form of Go's benchmarks: the name, how often it was run, and the time of one run.</summary>
    /// <param name="suite">The tests.</param>
    /// <param name="gobench">Names as Go writes them, <c>BenchmarkDataPkgTestName</c>.</param>
    /// <param name="memory">Tells the bytes that one run takes, too.</param>
    /// <param name="cancellation">Ends the run.</param>
    public static int Run(RegoTestSuite suite, bool gobench, bool memory, CancellationToken cancellation)
    {
        var code = RegoExitCode.Ok;
        foreach (var test in suite.Tests)
        {
            if (suite.Run(test, cancellation: cancellation) is { Outcome: not RegoTestOutcome.Passed } result)
            {
                RegoTestReport.Tell([result], verbose: false, explain: null);
                code = result.Outcome == RegoTestOutcome.Skipped ? code : RegoExitCode.TestFailed;
                continue;
            }
            var (runs, bytes, started) = (0L, GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
            for (; Stopwatch.GetElapsedTime(started) < Enough; runs++)
                suite.Run(test, cancellation: cancellation);
            var each = Stopwatch.GetElapsedTime(started).TotalNanoseconds / runs;
            var line = string.Create(CultureInfo.InvariantCulture, $"{(gobench ? GoName(test) : test.ToString())}\t{runs,8}\t{each,10:0} ns/op");
            Console.WriteLine(memory ? string.Create(CultureInfo.InvariantCulture, $"{line}\t{(GC.GetAllocatedBytesForCurrentThread() - bytes) / runs,8} B/op") : line);
        }
        return code;
    }

    private static string GoName(RegoTest test) =>
        "Benchmark" + string.Concat(test.ToString().Split('.', '_').Where(part => part.Length > 0).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}
