using System.Text.Json;
using Platform.Cli.Chaos.Injecting;
using Platform.Cli.Chaos.Watching;

namespace Platform.Cli.Chaos.Reporting;

/// <summary>How an experiment ended.</summary>
/// <param name="Tally">Null when nobody could count.</param>
internal sealed record ChaosReport(
    string Experiment,
    string Hypothesis,
    SteadyState SteadyState,
    IReadOnlyList<Injection> Injections,
    IReadOnlyList<Invariant> Invariants,
    Tally? Tally,
    double Rate,
    TimeSpan Duration)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Everything that had to be so was so, and something was broken at all.</summary>
    public bool Held => SteadyState.Held && Tally is not null && Injections.Count > 0 && Invariants.All(invariant => invariant.Held);

    /// <summary>One line.</summary>
    public string ToJson() => JsonSerializer.Serialize(new
    {
        Experiment,
        Hypothesis,
        Held,
        SteadyState = new { Watching.SteadyState.Probe, SteadyState.Held, SteadyState.Before, SteadyState.During, SteadyState.After },
        Injections = Injections.Select(one => new { one.Resource, one.Action, At = Ms(one.At), RecoveredAfterMs = one.RecoveredAfter is { } after ? Ms(after) : (long?)null }),
        Invariants,
        Notifications = Tally is null ? null : new { Tally.Expected, Tally.Delivered, Tally.Doubled, Tally.Lost },
        Rate = Math.Round(Rate, 1),
        DurationMs = Ms(Duration),
    }, Json);

    private static long Ms(TimeSpan time) => (long)time.TotalMilliseconds;
}
