using System.Diagnostics;
using System.Globalization;

namespace Platform.Rego.Tests.Fuzzing;

/// <summary>
/// The engine against texts that nobody would write. Rounds are seeded: a fault names the seed that repeats it, and becomes a case of a named test.
/// For long runs: <c>REGO_FUZZ_MINUTES=60 Platform.Rego.Tests -explicit only -method '*For_as_long_as_wished' -showLiveOutput</c>;
/// <c>REGO_FUZZ_TARGET='fast form'</c> keeps to one of the targets.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static TheoryData<string> Targets => [.. FuzzTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Refuses_with_a_typed_error_or_keeps_what_it_promises(string name)
    {
        var target = FuzzTargets.All.Single(target => target.Name == name);
        for (var seed = 1; seed <= target.Rounds; seed++)
            Assert.Null(Fault(target, seed));
    }

    [Fact(Explicit = true)]
    public void For_as_long_as_wished()
    {
        var minutes = double.Parse(Environment.GetEnvironmentVariable("REGO_FUZZ_MINUTES") ?? "60", CultureInfo.InvariantCulture);
        var seed = int.Parse(Environment.GetEnvironmentVariable("REGO_FUZZ_SEED") ?? "1000000", CultureInfo.InvariantCulture);
        var only = Environment.GetEnvironmentVariable("REGO_FUZZ_TARGET");
        var targets = FuzzTargets.All.Where(target => only is null || target.Name == only).ToArray();
        Assert.NotEmpty(targets);
        var first = seed;
        var started = Stopwatch.GetTimestamp();
        var told = TimeSpan.Zero;
        var faults = new Dictionary<string, string>(StringComparer.Ordinal);
        for (; Stopwatch.GetElapsedTime(started).TotalMinutes < minutes && !TestContext.Current.CancellationToken.IsCancellationRequested; seed++)
        {
            foreach (var target in targets)
            {
                if (Fault(target, seed) is { } fault && faults.TryAdd(fault.Kind, fault.ToString()))
                    output.WriteLine(fault.ToString());
            }

            if (Stopwatch.GetElapsedTime(started) - told > TimeSpan.FromMinutes(1))
            {
                told = Stopwatch.GetElapsedTime(started);
                output.WriteLine($"{told:hh\\:mm\\:ss}: {seed - first + 1} rounds of each of {targets.Length} targets, {faults.Count} kinds of faults");
            }
        }

        output.WriteLine($"{Stopwatch.GetElapsedTime(started):hh\\:mm\\:ss}: seeds {first} to {seed - 1} on each of {targets.Length} targets, {faults.Count} kinds of faults");
        Assert.Empty(faults);
    }

    private static FuzzFault? Fault(FuzzTarget target, int seed)
    {
        var source = target.Source(new Random(seed));
        var started = Stopwatch.GetTimestamp();
        try
        {
            target.Try(source);
        }
        catch (Exception e)
        {
            return new FuzzFault(target.Name, seed, Kind(e), $"{e.Message}\n{e.StackTrace}", source);
        }

        var took = Stopwatch.GetElapsedTime(started);
        return took < Patience ? null : new FuzzFault(target.Name, seed, "slow", $"took {took}", source);
    }

    // A claim that failed is told by its first line, an exception by where it was thrown.
    private static string Kind(Exception e) =>
        e is InvalidDataException ? e.Message.Split('\n')[0] : $"{e.GetType().Name}{e.StackTrace?.Split('\n').FirstOrDefault()}";

    private sealed record FuzzFault(string Target, int Seed, string Kind, string Problem, string Source)
    {
        public override string ToString() => $"{Target}, seed {Seed}: {Problem}\n--- source\n{Source}";
    }
}
