namespace Platform.Cli.Chaos.Experiments;

internal sealed class ConsumerKilled : Experiment
{
    private const string Consumer = "notifications";
    private const int Rounds = 4;

    public override string Name => "consumer-killed";

    public override string Hypothesis =>
        "A consumer that is killed in the middle of deliveries gets them again, and yet every patient is told exactly once.";

    public override int DefaultCount => 80;

    public override async Task InjectAsync(Scene scene, CancellationToken cancellation)
    {
        for (var round = 1; round < Rounds; round++)
        {
            await scene.SubmitAsync((round - 0.5) / Rounds, cancellation);

            // Every second time its clock is stopped first: the broker goes on delivering into it, so that it surely holds what it has not confirmed.
            if (round % 2 == 0)
                await scene.Injector.FreezeAsync(Consumer, cancellation);
            await scene.SubmitAsync((double)round / Rounds, cancellation);
            await scene.Injector.KillAsync(Consumer, RecoveryMax, cancellation);
        }
        await scene.SubmitAsync(1, cancellation);
    }
}
