using Platform.Cli.Exam.Attackers;

namespace Platform.Cli.Exam.Steps;

/// <summary>The default exchange leads to every queue, unless a login may not write to it.</summary>
internal static class QueuesPastExchanges
{
    public static ExamStep Step { get; } = new(
        "E27", "a message into another service's queue through the default exchange", "403 ACCESS_REFUSED", ["MS-03"], RunAsync);

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        var messages = await MessageScene.RequiredAsync(scene, cancellation);
        await examination.TryAsync(messages.DefaultExchange(), cancellation);
    }
}
