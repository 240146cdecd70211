using Platform.Cli.Demo.Breach;

namespace Platform.Cli.Exam;

/// <summary>One step being run: what was tried, and what came of it.</summary>
internal sealed class Examination(ExamStep step, IReadOnlyList<string> canaries, Action<string> told)
{
    private readonly BreachRun run = new(canaries, verdict => Tell(verdict, told));
    private readonly List<string> broken = [];

    /// <summary>Attempts that must come back with one of these statuses; a body that holds something of the patient is a leak whatever its status.</summary>
    public Task TryAsync(string what, Func<CancellationToken, Task<Answer>> send, CancellationToken cancellation, params int[] expected) =>
        run.RunAsync([Attempts.Of(step, what, send, expected)], cancellation);

    /// <summary>Several at once.</summary>
    public Task TryAsync(IEnumerable<Attempt> attempts, CancellationToken cancellation) => run.RunAsync(attempts, cancellation);

    /// <summary>An attempt whose outcome no status tells.</summary>
    /// <param name="what">What was tried.</param>
    /// <param name="refused">Whether the attack failed, as it must.</param>
    /// <param name="otherwise">What was seen instead.</param>
    public void Judge(string what, bool refused, string otherwise) =>
        run.Add(new Verdict(Attempts.Of(step, what, _ => throw new NotSupportedException("judged already")),
            refused ? Outcome.Refused : Outcome.Leaked, new Answer(null, "", false, otherwise)));

    /// <summary>
    /// What must hold for the refusals to prove anything: the right call is answered, the thing that is hidden is there. It is no attempt; where it does not
    /// hold, the step failed.
    /// </summary>
    public void Require(string what, bool holds, string otherwise)
    {
        if (holds)
            return;
        broken.Add(what);
        told($"not proven, since {what} does not hold: {otherwise}");
    }

    /// <summary>As <see cref="Require(string, bool, string)"/>: the right call must be answered.</summary>
    public void RequireAnswered(string what, Answer answer) => Require($"{what} is answered", answer.IsSuccess, $"{answer} {answer.Body}");

    public StepResult Result()
    {
        var report = run.Report();
        var outcome = report.Leaked > 0 ? StepOutcome.Leaked : report.Failed > 0 || broken.Count > 0 || report.Attempts == 0 ? StepOutcome.Failed : StepOutcome.Passed;
        return new StepResult(step.Id, outcome, report.Attempts);
    }

    private static void Tell(Verdict verdict, Action<string> told)
    {
        if (verdict.Outcome != Outcome.Refused)
            told($"{verdict.Outcome.ToString().ToLowerInvariant()}: {verdict.Attempt.Identity}: {verdict.Answer}"
                + (verdict.Attempt.Expected.Count > 0 ? $", expected {string.Join("/", verdict.Attempt.Expected)}" : ""));
    }
}
