using Platform.Cli.Exam.Attackers;

namespace Platform.Cli.Exam.Steps;

/// <summary>Somebody else's event, published with the login of a service that only consumes it.</summary>
internal static class ForgedEvents
{
    public static ExamStep Step { get; } = new(
        "E25", "notifications' broker login publishes a forged event to referrals' exchange", "403 ACCESS_REFUSED", ["MS-02"], RunAsync);

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        var messages = await MessageScene.RequiredAsync(scene, cancellation);
        await examination.TryAsync(messages.ForgedByOthers(), cancellation);
    }
}
