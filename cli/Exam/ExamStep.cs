using Platform.Cli.Demo.Breach;

namespace Platform.Cli.Exam;

/// <summary>One attack of the exam: independent of every other one, with an outcome that is expected.</summary>
/// <param name="Id">For example <c>E04</c>; the number is part of the contract and never given to another attack.</param>
/// <param name="Attack">What is tried.</param>
/// <param name="Expected">What must come of it.</param>
/// <param name="Requirements">The requirements that it examines, for example <c>ID-02</c>.</param>
/// <param name="RunAsync">Tries it, and tells the run what came back.</param>
internal sealed record ExamStep(
    string Id, string Attack, string Expected, IReadOnlyList<string> Requirements, Func<ExamScene, Examination, CancellationToken, Task> RunAsync)
{
    /// <summary>What of the attack is not tried, and why; null where it is tried whole.</summary>
    public string? LeavesOut { get; init; }
}

/// <summary>A step that this machine cannot or this platform does not yet examine.</summary>
internal sealed record UnexaminedStep(string Id, string Attack, string Reason);

/// <summary>The step cannot be run here; the message says why.</summary>
internal sealed class NotRunException(string message) : Exception(message);

/// <summary>What an <see cref="Attempt"/> of a step is called: an attack has no route of its own to be named by.</summary>
internal static class Attempts
{
    /// <summary>An attempt that must come back with one of these statuses.</summary>
    public static Attempt Of(ExamStep step, string what, Func<CancellationToken, Task<Answer>> send, params int[] expected) =>
        new(step.Id, "exam", what, expected, false, null, send);
}
