namespace Platform.Cli.Demo.Breach;

/// <summary>One request that must be refused.</summary>
/// <param name="Route">What is attacked, for example <c>records GET /patients/{id}</c>.</param>
/// <param name="Port">Through which door: app, sidecar, mesh, control, bootstrap, browser, management.</param>
/// <param name="Identity">As whom.</param>
/// <param name="Expected">The statuses that are a refusal here.</param>
/// <param name="CutOffExpected">Whether a TLS alert or a reset is the refusal that is expected.</param>
/// <param name="Harmless">Whether an answer that the statuses do not name is one all the same: an empty list for somebody who may see nothing, a published constant.</param>
internal sealed record Attempt(
    string Route,
    string Port,
    string Identity,
    IReadOnlyList<int> Expected,
    bool CutOffExpected,
    Func<Answer, bool>? Harmless,
    Func<CancellationToken, Task<Answer>> Send)
{
    /// <summary>Sends it and judges what came back. Only what was expected counts as refused: a time-out or an error is a failure of the platform.</summary>
    public async Task<Verdict> RunAsync(CancellationToken cancellation)
    {
        var answer = await Send(cancellation);
        var outcome = answer switch
        {
            { CutOff: true } => CutOffExpected ? Outcome.Refused : Outcome.Failed,
            { Status: null } => Outcome.Failed,
            _ when Expected.Contains(answer.Status.Value) => Outcome.Refused,
            _ when Harmless?.Invoke(answer) == true => Outcome.Refused,
            { Status: >= 200 and < 300 } => Outcome.Leaked,
            _ => Outcome.Failed,
        };
        return new Verdict(this, outcome, answer);
    }
}

internal enum Outcome
{
    Refused,
    Failed,
    Leaked,
}

internal sealed record Verdict(Attempt Attempt, Outcome Outcome, Answer Answer)
{
    public override string ToString() =>
        $"{Attempt.Route} on {Attempt.Port} as {Attempt.Identity}: {Answer}, expected {(Attempt.CutOffExpected ? "a cut connection or " : "")}{string.Join("/", Attempt.Expected)}";
}
