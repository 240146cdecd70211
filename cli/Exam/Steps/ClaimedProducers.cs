using Platform.Cli.Exam.Attackers;

namespace Platform.Cli.Exam.Steps;

/// <summary>Who published a message is said by the broker and signed by the producer; each is forged in turn.</summary>
internal static class ClaimedProducers
{
    public static ExamStep Step { get; } = new(
        "E26", "the broker's word for the producer: another's name, and left out", "406 from the broker; parked by the consumer", ["MS-04"], RunAsync);

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        var messages = await MessageScene.RequiredAsync(scene, cancellation);
        await examination.TryAsync([.. messages.ClaimedUsers(), .. messages.ForgedEnvelopes()], cancellation);
    }
}
