namespace Platform.Cli.Demo.Breach;

/// <summary>Runs attempts, a few at a time, and counts.</summary>
internal sealed class BreachRun(IReadOnlyList<string> canaries, Action<Verdict> told)
{
    private const int AtOnce = 8;
    private readonly List<Verdict> verdicts = [];

    public IReadOnlyList<Verdict> Verdicts => verdicts;

    public async Task RunAsync(IEnumerable<Attempt> attempts, CancellationToken cancellation)
    {
        await Parallel.ForEachAsync(attempts, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (attempt, token) =>
            Add(Judge(await attempt.RunAsync(token))));
    }

    /// <summary>Counts something that went wrong without a request, for example a route that has no recipe.</summary>
    public void Add(Verdict verdict)
    {
        lock (verdicts)
            verdicts.Add(verdict);
        told(verdict);
    }

    public BreachReport Report() => new(
        verdicts.Count,
        verdicts.Count(verdict => verdict.Outcome == Outcome.Refused),
        verdicts.Count(verdict => verdict.Outcome == Outcome.Failed),
        verdicts.Count(verdict => verdict.Outcome == Outcome.Leaked),
        [.. verdicts.Where(verdict => verdict.Outcome == Outcome.Leaked)
            .Select(verdict => new Leak(verdict.Attempt.Route, verdict.Attempt.Port, verdict.Attempt.Identity, verdict.Answer.Status ?? 0))]);

    // A refusal that tells something of the patient is a leak, whatever its status.
    private Verdict Judge(Verdict verdict) =>
        canaries.Any(canary => verdict.Answer.Body.Contains(canary, StringComparison.OrdinalIgnoreCase)) ? verdict with { Outcome = Outcome.Leaked } : verdict;
}
