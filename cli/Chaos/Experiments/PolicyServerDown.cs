namespace Platform.Cli.Chaos.Experiments;

internal sealed class PolicyServerDown : Experiment
{
    private const string Policy = "policy";
    private const string Killed = "records";

    public override string Name => "policy-server-down";

    public override string Hypothesis =>
        "Without the policy server everybody goes on deciding by the last good bundle, also a service that is killed meanwhile: referrals are accepted, "
        + "patients are told, and nobody gets what they could not get before.";

    public override int DefaultCount => 60;

    public override async Task InjectAsync(Scene scene, CancellationToken cancellation)
    {
        await scene.SubmitAsync(1 / 4.0, cancellation);
        await scene.Injector.StopAsync(Policy, cancellation);
        await scene.SubmitAsync(2 / 4.0, cancellation);
        await scene.Injector.KillAsync(Killed, RecoveryMax, cancellation);
        await scene.SubmitAsync(3 / 4.0, cancellation);
        var accepted = scene.Load.Accepted;
        await scene.Told.WhenAsync(accepted, RecoveryMax, cancellation);
        scene.Findings.Say("referrals go on without the policy server", scene.Told.Count >= accepted, $"{scene.Told.Count} of {accepted} told before it was back");
        await scene.Injector.StartAsync(Policy, RecoveryMax, cancellation);
        await scene.SubmitAsync(1, cancellation);
    }
}
