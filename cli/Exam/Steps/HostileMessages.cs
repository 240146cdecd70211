using Platform.Cli.Exam.Attackers;

namespace Platform.Cli.Exam.Steps;

/// <summary>Bodies that are made to break or to drive whoever reads them.</summary>
internal static class HostileMessages
{
    public static ExamStep Step { get; } = new(
        "E30", "two megabytes, 500 levels, no JSON, an unknown type, a type for the deserializer", "parked with its reason; the consumer goes on", ["MS-04", "PE-10"], RunAsync);

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        var messages = await MessageScene.RequiredAsync(scene, cancellation);
        await examination.TryAsync(messages.HostileBodies(), cancellation);
        examination.Require("a proper referral reaches the patient after all that", await messages.StillActsAsync(cancellation), "the patient was not told");
    }
}
