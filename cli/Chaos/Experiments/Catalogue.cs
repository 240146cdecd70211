namespace Platform.Cli.Chaos.Experiments;

/// <summary>All experiments.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<Experiment> All { get; } = [new BrokerOutage(), new ConsumerKilled(), new PolicyServerDown(), new KillEach()];
}
