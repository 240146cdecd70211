using System.Diagnostics;
using System.Globalization;
using Platform.Bench;
using Platform.Rego;
using Platform.Rego.Values;

// Decisions of small policies, prepared once: nanoseconds and bytes per evaluation, best of several runs.
// Ratios between rows hold across machines; single figures do not. For the engine's internals use a profiler, not this.
foreach (var scenario in Scenario.All)
{
    var query = RegoPolicy.Compile([new RegoModule("bench.rego", scenario.Policy)], Val.Parse(scenario.Data)).Prepare(scenario.Query);
    var input = Val.Parse(scenario.Input);
    var expected = Val.Parse(scenario.Expected);
    if (Val.Parse(query.Evaluate(input).ToJson()) != expected)
    {
        Console.Error.WriteLine($"{scenario.Name}: got {query.Evaluate(input)}, wanted {expected}");
        return 1;
    }

    var best = double.MaxValue;
    var bytes = 0.0;
    for (var run = 0; run < 9; run++)
    {
        var rounds = scenario.Rounds;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < rounds; i++)
        {
            query.Evaluate(input);
        }

        best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalNanoseconds / rounds);
        bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)rounds;
    }

    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{scenario.Name,-24} {best,12:F0} ns {bytes,10:F0} B"));
}

return 0;
