using Platform.Cli.Bench.Scenarios;
using Platform.Cli.Rego;
using Platform.Rego.Values;

namespace Platform.Cli.Bench;

/// <summary>The rows, each with how it is measured.</summary>
internal static class Measurements
{
    public static IEnumerable<(string Name, Func<Measurement, TimeSpan, CancellationToken, BenchRow> Run)> All()
    {
        foreach (var scenario in Catalogue.All)
            yield return (scenario.Name, (measure, _, _) => Prepared(scenario, measure));
        yield return ("input-json-218", (measure, _, _) => Raw("input-json-218", RawInput.Bytes218, measure));
        yield return ("input-json-20k", (measure, _, _) => Raw("input-json-20k", RawInput.Bytes20K, measure));
        yield return ("first-decision", (measure, _, _) => measure.Of("first-decision", () => ZeroTrust.Scenario.Prepare()));
        yield return ("hot-swap-p99", (_, time, cancellation) => Threads.HotSwap(ZeroTrust.Scenario, time, cancellation));
        for (var threads = 1; threads <= Environment.ProcessorCount; threads *= 2)
        {
            var n = threads;
            yield return (FormattableString.Invariant($"thread-scaling/{n}"), (_, time, cancellation) =>
                Threads.Scaling(n, Small.Rbac.Prepare(), Val.Parse(Small.RbacInput), time, cancellation));
        }
        foreach (var part in Enforcement.Parts())
            yield return part;
        yield return ("replay", (_, time, cancellation) => ReplayedLog.Run(time, cancellation));
    }

    private static BenchRow Prepared(Scenario scenario, Measurement measure)
    {
        var query = scenario.Prepare();
        var input = Val.Parse(scenario.Input);
        return measure.Of(scenario.Name, () => query.Evaluate(input));
    }

    private static BenchRow Raw(string name, byte[] json, Measurement measure)
    {
        var query = Small.Rbac.Prepare();
        return query.Evaluate(Val.Parse(json)) == Val.Parse("true")
            ? measure.Of(name, () => query.Evaluate(Val.Parse(json)))
            : throw new BenchException($"{name} does not answer as rbac does");
    }
}
