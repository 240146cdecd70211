using Platform.Cli.Exam.Attackers;

namespace Platform.Cli.Exam.Steps;

/// <summary>Reading on the broker what is somebody else's.</summary>
internal static class Eavesdroppers
{
    public static ExamStep Step { get; } = new(
        "E29", "an own queue on another's exchange; another's queue and parked messages read; the broker's trace", "403 ACCESS_REFUSED", ["MS-02", "MS-08"], RunAsync);

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        var messages = await MessageScene.RequiredAsync(scene, cancellation);
        await examination.TryAsync([.. messages.Eavesdropping(), .. messages.Tracing()], cancellation);
    }
}
