namespace Platform.Cli.Chaos.Experiments;

internal sealed class BrokerOutage : Experiment
{
    private const string Broker = "messaging";

    public override string Name => "broker-outage";

    public override string Hypothesis =>
        "While the broker is down every referral is still accepted and nobody is told by another way; when it is back, every patient is told once.";

    public override int DefaultCount => 60;

    public override async Task InjectAsync(Scene scene, CancellationToken cancellation)
    {
        await scene.SubmitAsync(1 / 3.0, cancellation);
        await scene.Told.WhenAsync(scene.Load.Accepted, RecoveryMax, cancellation);

        await scene.Injector.StopAsync(Broker, cancellation);
        var before = scene.Load.Accepted;
        await scene.SubmitAsync(2 / 3.0, cancellation);
        var meanwhile = scene.Load.Accepted - before;
        await scene.Told.RefreshAsync(cancellation);
        scene.Findings.Say("referrals are accepted without the broker", meanwhile > 0, $"{meanwhile} accepted while it was down");
        scene.Findings.Say("nobody is told past the broker", scene.Told.Count <= before, $"{Math.Max(0, scene.Told.Count - before)} told while it was down");

        await scene.Injector.StartAsync(Broker, RecoveryMax, cancellation);
        await scene.SubmitAsync(1, cancellation);
    }
}
