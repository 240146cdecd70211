namespace Platform.Cli.Exam.Steps;

/// <summary>Dapr's access control lets through what begins like an allowed path; ours must not, nor may the application rely on it.</summary>
internal static class PathPrefixes
{
    public static ExamStep Step { get; } = new(
        "E13", "referrals, which may register a patient at /patients, goes on below that path", "403 from the sidecar, and 403 from the application's own enforcement", ["PE-05"], RunAsync);

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        var referrals = await scene.DoorAsync("records", "referrals", cancellation);
        var gateway = await scene.DoorAsync("records", "gateway", cancellation);
        var toReferrals = await scene.ExchangedAsync(scene.People.Gp, "referrals", cancellation);
        var token = await referrals.Caller.ExchangeAsync(toReferrals.Value, "records", cancellation);
        foreach (var path in new[] { scene.Record, $"{scene.Record}/notes", $"{scene.Record}/notes/{scene.Facts.NoteId}", "/patients/match/x", "/patients/search" })
        {
            foreach (var method in new[] { "GET", "POST" })
            {
                await examination.TryAsync($"{method} {path} over referrals' certificate",
                    cancel => referrals.AskAsync(token, method, path, cancel, method == "POST" ? "{}" : null), cancellation, 403);
            }
        }

        // The gateway's sidecar may: so these reach the application, which finds that referrals is not granted them, whoever the user is.
        foreach (var path in new[] { scene.Record, $"{scene.Record}/notes", $"{scene.Record}/notes/{scene.Facts.NoteId}" })
            await examination.TryAsync($"GET {path} at the application", cancel => gateway.AskAsync(token, "GET", path, cancel), cancellation, 403);
        examination.RequireAnswered("what referrals may",
            await referrals.AskAsync(token, "POST", "/patients/match", cancellation, $$"""{"nhsNumber":"{{scene.Facts.NhsNumber}}"}"""));
    }
}
