using Platform.Cli.Chaos.Injecting;
using Platform.Cli.Chaos.Load;
using Platform.Cli.Chaos.Watching;
using Platform.Cli.Demo;

namespace Platform.Cli.Chaos.Experiments;

/// <summary>What an experiment has to work with.</summary>
internal sealed record Scene(ReferralLoad Load, Injector Injector, ToldPatients Told, Findings Findings, Story Story)
{
    /// <summary>How long the load may stand still in a step: an outage, its recovery, and a receipt that a killed process held for a minute.</summary>
    public static readonly TimeSpan StalledMax = TimeSpan.FromMinutes(2);

    /// <summary>The names of all processes, in the order in which the AppHost lists them.</summary>
    public Task<IReadOnlyList<string>> ProcessesAsync(CancellationToken cancellation) => Injector.ProcessesAsync(cancellation);

    /// <summary>Lets the load submit up to a share of all, and waits until that many were begun and nearly all accepted.</summary>
    public Task SubmitAsync(double share, CancellationToken cancellation)
    {
        var upTo = (int)(Load.Count * share);
        Load.Allow(upTo);
        return Load.WhenAcceptedAsync(upTo, StalledMax, cancellation);
    }
}
