using Platform.Cli.Exam.Attackers;

namespace Platform.Cli.Exam.Steps;

/// <summary>Messages that were right once.</summary>
internal static class ReplayedMessages
{
    public static ExamStep Step { get; } = new(
        "E28", "a captured message again, under its own id and a new outer one; one whose time has passed", "one effect; expired: parked", ["MS-05", "MS-06"], RunAsync);

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        var messages = await MessageScene.RequiredAsync(scene, cancellation);
        await examination.TryAsync([.. messages.Replays(), .. messages.Expired()], cancellation);
    }
}
