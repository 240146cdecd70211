namespace Platform.Cli.Chaos.Experiments;

/// <summary>Something that is broken on purpose, and what is supposed to happen. Putting it right is not its business: that is always done.</summary>
internal abstract class Experiment
{
    public abstract string Name { get; }

    /// <summary>What we suppose, as a sentence that can turn out to be wrong.</summary>
    public abstract string Hypothesis { get; }

    /// <summary>How many referrals are submitted when nobody says.</summary>
    public abstract int DefaultCount { get; }

    /// <summary>How long the platform may take to be healthy again after each injection is over.</summary>
    public virtual TimeSpan RecoveryMax => TimeSpan.FromSeconds(60);

    /// <summary>Breaks things while the load runs, and lets the load go on until all was submitted.</summary>
    public abstract Task InjectAsync(Scene scene, CancellationToken cancellation);

    /// <summary>Does so as long as the load runs: one that broke off never gets as far as the experiment waits for.</summary>
    public async Task InjectAsync(Scene scene, Task load, CancellationToken cancellation)
    {
        using var during = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var injecting = InjectAsync(scene, during.Token);
        if (await Task.WhenAny(injecting, load) == load && !load.IsCompletedSuccessfully)
        {
            await during.CancelAsync();
            await injecting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await load;
        }
        await injecting;
    }
}
