using Platform.Cli.Exam.Attackers;

namespace Platform.Cli.Exam.Steps;

/// <summary>Notifications' key and certificate, copied: what they open is what notifications may do, and nothing else.</summary>
internal static class CopiedCertificate
{
    public static ExamStep Step { get; } = new(
        "E11", "notifications' key and certificate, copied: every operation of records, an event of referrals", "notifications' own grants alone: 403, and ACCESS_REFUSED", ["PE-05", "MS-02"], RunAsync)
    {
        LeavesOut = "the quarantine of a workload that does so: not built (DE-06)",
    };

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        var thief = await scene.DoorAsync("records", "notifications", cancellation);
        var token = await thief.Caller.WorkloadTokenAsync("records", cancellation);
        (string Method, string Path, string? Body)[] calls =
        [
            ("GET", scene.Record, null), ("GET", $"{scene.Record}/notes", null), ("GET", $"{scene.Record}/notes/{scene.Facts.NoteId}", null),
            ("POST", $"{scene.Record}/notes", "{}"), ("POST", "/patients/search", "{}"), ("POST", "/patients/match", "{}"), ("POST", "/patients", "{}"),
            ("POST", "/relationships", "{}"), ("DELETE", $"/relationships/{Guid.NewGuid()}", null),
        ];
        await examination.TryAsync(calls.Select(call =>
            Attempts.Of(Step, $"{call.Method} {call.Path}", cancel => thief.AskAsync(token, call.Method, call.Path, cancel, call.Body), 403)), cancellation);
        foreach (var other in new[] { "referrals", "gateway", "ledger", "policy" })
            await examination.TryAsync($"a token for {other}", cancel => TokenRequests.AskAsync(thief.Caller, other, cancel), cancellation, 400, 403);
        if (await MessageScene.OfAsync(scene, cancellation) is { } messages)
            await examination.TryAsync(messages.ForgedByOthers(), cancellation);
        examination.Require("notifications' own call is answered",
            (await thief.AskAsync(token, "GET", $"{scene.Record}/contact", cancellation)).Status is 200, "it was refused");
    }
}
