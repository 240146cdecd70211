using System.Diagnostics;
using Platform.Cli.Policy;
using Platform.Cli.Policy.Replay;
using Platform.Cli.Rego;
using Platform.Rego;
using Platform.Rego.Values;

namespace Platform.Cli.Bench;

/// <summary>Decisions that are made again: a log in which no two inputs are alike, under the policies that decided.</summary>
internal static class ReplayedLog
{
    private const int Events = 20_000;

    public static BenchRow Run(TimeSpan time, CancellationToken cancellation)
    {
        var folder = Running.Repository.File("policies");
        var log = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(log, Lines(folder));
            var candidate = Candidate.Read(folder, new PolicyReading(RegoVersion.V1) { Bundle = true });
            var best = double.MaxValue;
            var started = Stopwatch.GetTimestamp();
            do
            {
                var once = Stopwatch.GetTimestamp();
                var report = DecisionReplay.Run([log], candidate, pseudonyms: false, Environment.ProcessorCount, progress: null, cancellation);
                if (report.Equal != Events)
                    throw new BenchException($"replay: of {Events} events {report.Equal} are decided as they were");
                best = Math.Min(best, Stopwatch.GetElapsedTime(once).TotalNanoseconds / Events);
            }
            while (Stopwatch.GetElapsedTime(started) < time * 3);
            return new BenchRow("replay", Math.Round(best, 1), 0, Math.Round(1e9 / best));
        }
        finally
        {
            File.Delete(log);
        }
    }

    // Each with a trace of its own, so that nothing is known from an event before.
    private static IEnumerable<string> Lines(string folder)
    {
        var files = PolicyFiles.Read([folder], new PolicyReading(RegoVersion.V1) { IgnoreTests = true, Bundle = true });
        var decision = RegoPolicy.Compile(files.Modules, files.Data).Prepare("data.platform.decision");
        var questions = MatrixDomain.Of(PolicyFolder.Read(folder)).Select(one => one.Input).ToList();
        for (var i = 0; i < Events; i++)
        {
            var question = questions[i % questions.Count];
            var input = With(question, "context", With(question["context"], "traceId", FormattableString.Invariant($"{i:x32}")));
            yield return FormattableString.Invariant(
                $"{{\"decision_id\":\"{i:x}\",\"path\":\"platform/decision\",\"input\":{input.ToJson()},\"result\":{decision.Evaluate(input).ToJson()},\"timestamp\":\"2026-01-05T09:00:00Z\"}}");
        }
    }

    private static Val With(Val of, string name, Val value)
    {
        var members = new ObjectBuilder();
        foreach (var key in of.Keys)
            members.Set(key, of.Get(key));
        return members.Set(name, value).Build();
    }
}
