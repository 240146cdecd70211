namespace Platform.Cli.Chaos.Injecting;

/// <summary>Something that was done to a resource, and how long it took until the resource was healthy again after it was over.</summary>
/// <param name="At">When, since the experiment began.</param>
/// <param name="Ended">When the resource was healthy again; null when it never was.</param>
/// <param name="RecoveredAfter">From the moment it was left or put right, until it was healthy.</param>
internal sealed record Injection(string Resource, string Action, TimeSpan At, TimeSpan? Ended, TimeSpan? RecoveredAfter);
