namespace Platform.Cli.Chaos.Load;

/// <summary>One attempt to submit one referral.</summary>
/// <param name="At">When it began.</param>
/// <param name="Took">Until the answer.</param>
/// <param name="Accepted">It is certain now that the platform has it.</param>
/// <param name="Answer">The status, or what happened instead.</param>
internal sealed record Attempted(DateTimeOffset At, TimeSpan Took, bool Accepted, string Answer);
