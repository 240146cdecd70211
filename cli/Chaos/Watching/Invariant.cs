namespace Platform.Cli.Chaos.Watching;

/// <summary>Something that must be so, and how it was.</summary>
internal sealed record Invariant(string Name, bool Held, string Observed);
