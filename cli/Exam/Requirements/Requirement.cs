namespace Platform.Cli.Exam;

/// <summary>Something that must hold, by the id under which steps and tests name it.</summary>
/// <param name="Id">For example <c>ID-03</c>.</param>
/// <param name="What">What must hold, in a few words.</param>
/// <param name="Open">What of it is not there yet or cannot be shown on one machine; null where nothing is known to be missing.</param>
internal sealed record Requirement(string Id, string What, string? Open = null);
