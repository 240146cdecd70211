namespace Platform.Cli.Chaos.Experiments;

internal sealed class KillEach : Experiment
{
    /// <summary>Which share of a process's part of the load is accepted before it is killed.</summary>
    private const double Before = 0.2;

    public override string Name => "kill-each";

    public override string Hypothesis =>
        "Each process can be killed in turn under load, the broker and the databases' owners too: it comes back by itself, and every referral leads to "
        + "exactly one notification.";

    public override int DefaultCount => 300;

    public override async Task InjectAsync(Scene scene, CancellationToken cancellation)
    {
        var processes = await scene.ProcessesAsync(cancellation);
        var part = (double)scene.Load.Count / (processes.Count + 1);
        for (var i = 0; i < processes.Count; i++)
        {
            var upTo = (int)(part * (i + 1));
            scene.Load.Allow(upTo);
            await scene.Load.WhenAcceptedAsync((int)(part * (i + Before)), Scene.StalledMax, cancellation);
            await scene.Injector.KillAsync(processes[i], RecoveryMax, cancellation);
            // Begun, not accepted: what a killed referrals held is open for a minute, and nothing else waits for it.
            await scene.Load.WhenBegunAsync(upTo, Scene.StalledMax, cancellation);
        }
        await scene.SubmitAsync(1, cancellation);
    }
}
