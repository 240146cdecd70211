using Platform.Cli.Running;

namespace Platform.Cli.Chaos;

/// <summary>How an experiment is run.</summary>
/// <param name="Count">How many referrals are submitted in all.</param>
/// <param name="Rate">At most this many a second; 0 as fast as the platform takes them.</param>
/// <param name="State">The folder of a platform of its own, or of the one to attach to; null for a temporary one.</param>
/// <param name="Attach">On the platform that runs on the folder, instead of one of its own.</param>
/// <param name="Database">Where a platform of its own keeps its state: <c>sqlite</c> or <c>postgres</c>; null is <c>$PLATFORM_DATABASE</c>'s, else sqlite.</param>
/// <param name="Keep">Leaves the state folder behind.</param>
/// <param name="Json">The report as one line of JSON on standard output.</param>
internal sealed record ChaosOptions(int Count, int Rate, string? State, bool Attach, string? Database, bool Keep, bool Json)
{
    /// <summary>The most submissions that are asked at the same time.</summary>
    public const int Concurrency = 12;

    /// <summary>What is wrong with the combination, or null.</summary>
    public string? Refusal() => this switch
    {
        { Count: < MinCount } => $"--count {Count}: at least {MinCount} referrals are needed to see anything.",
        { Rate: < 0 } => $"--rate {Rate}: it is a number of submissions a second, or 0.",
        { Attach: true, Database: not null } => "--database is for a platform of the experiment's own; the one attached to has its database already.",
        { Attach: true, Keep: true } => "--keep is for a platform of the experiment's own; the one attached to is kept anyway.",
        _ => null,
    };

    private const int MinCount = 10;

    /// <summary>A platform beside any other, on free ports.</summary>
    public PlatformRunOptions Platform(StateFolder state) => PlatformRunOptions.Temporary(state) with { Database = Database ?? PlatformRunOptions.DefaultDatabase };
}
