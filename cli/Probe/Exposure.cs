using Platform.Cli.Demo.Breach;

namespace Platform.Cli.Probe;

/// <summary>An operation that was answered for somebody who must not be answered. Nothing of the answer is kept.</summary>
/// <param name="Id">Of the record.</param>
/// <param name="Operation">Process, method, route template and door, for example <c>records GET /patients/{id} on app</c>.</param>
/// <param name="Identity">As whom it was called.</param>
/// <param name="LastClosed">The last probe before that found it refused: it was opened after that. Null when no probe ever did.</param>
/// <param name="FirstSeen">The probe that found it first.</param>
/// <param name="LastSeen">The last probe that found it open.</param>
/// <param name="Closed">The first probe that found it refused again, or null while it is open.</param>
internal sealed record Exposure(Guid Id, string Operation, string Identity, DateTimeOffset? LastClosed, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, DateTimeOffset? Closed)
{
    /// <summary>The line for whoever watches, when it is found.</summary>
    public string Alert => $"crit: probe.exposed {Id} {this}";

    public override string ToString() =>
        $"{Operation} as {Identity}: opened {(LastClosed is { } before ? $"between {before:u} and {FirstSeen:u}" : $"before {FirstSeen:u}, no earlier probe found it closed")}, "
        + (Closed is { } closed ? $"closed between {LastSeen:u} and {closed:u}" : $"open, last seen {LastSeen:u}");
}

/// <summary>What one call of a probe found.</summary>
/// <param name="Operation">As in <see cref="Exposure"/>.</param>
/// <param name="Identity">As whom.</param>
/// <param name="Outcome"><c>refused</c>, <c>open</c> (2xx) or <c>unclear</c> (anything else: it neither opens nor closes a record).</param>
internal sealed record ProbedCall(string Operation, string Identity, string Outcome)
{
    /// <summary>What the attempts of a breach found, each operation and identity once, the worst of it.</summary>
    public static IReadOnlyList<ProbedCall> Of(IEnumerable<Verdict> verdicts) =>
    [
        .. from verdict in verdicts
           group verdict.Outcome by (Operation: $"{verdict.Attempt.Route} on {verdict.Attempt.Port}", verdict.Attempt.Identity) into attempts
           select new ProbedCall(attempts.Key.Operation, attempts.Key.Identity, attempts.Max() switch
           {
               Demo.Breach.Outcome.Leaked => "open",
               Demo.Breach.Outcome.Refused => "refused",
               _ => "unclear",
           }),
    ];

    public override string ToString() => $"{Operation} as {Identity}: {Outcome}";
}
