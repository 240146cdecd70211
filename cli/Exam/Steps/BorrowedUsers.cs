using Platform.Cli.Exam.Attackers;

namespace Platform.Cli.Exam.Steps;

/// <summary>A service that has nothing to do with notes reads one, with the token of a consultant who may.</summary>
internal static class BorrowedUsers
{
    public static ExamStep Step { get; } = new(
        "E12", "notifications reads notes, with a consultant's token attached", "403 from records' sidecar, 401 from the application, no token from Identity", ["PE-05", "DM-01"], RunAsync)
    {
        LeavesOut = "the database's own refusal: see E39",
    };

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        var person = scene.People.Consultant;
        var notes = $"{scene.Record}/notes";
        var note = $"{notes}/{scene.Facts.NoteId}";
        var asNotifications = await scene.DoorAsync("records", "notifications", cancellation);
        var asGateway = await scene.DoorAsync("records", "gateway", cancellation);
        var consultants = await scene.ExchangedAsync(person, "records", cancellation);
        var own = await asNotifications.Caller.WorkloadTokenAsync("records", cancellation);
        var asActor = scene.Mint.Sign(consultants.Value, claims =>
        {
            claims["act"]!["sub"] = asNotifications.Caller.Svid.Id.ToString();
            claims["cnf"]!["jkt"] = asNotifications.Caller.Svid.KeyThumbprint;
        });
        foreach (var path in new[] { notes, note })
        {
            await examination.TryAsync($"{path} with the consultant's token", cancel => asNotifications.AskAsync(consultants, "GET", path, cancel), cancellation, 403);
            await examination.TryAsync($"{path} for itself", cancel => asNotifications.AskAsync(own, "GET", path, cancel), cancellation, 403);
            // Were the sidecar no obstacle, the application must see that it is not the gateway who asks.
            await examination.TryAsync($"{path} past the sidecar's access control, proof by notifications",
                cancel => asGateway.AskAsync(consultants with { Svid = asNotifications.Caller.Svid }, "GET", path, cancel), cancellation, 401);
            await examination.TryAsync($"{path} with notifications as a proper actor for the consultant", cancel => asGateway.AskAsync(
                consultants with { Value = asActor, Svid = asNotifications.Caller.Svid }, "GET", path, cancel), cancellation, 403);
        }
        await examination.TryAsync("an exchange of the consultant's own token", cancel => TokenRequests.AskAsync(asNotifications.Caller, "records", cancel, person.Token), cancellation, 400, 403);
        await examination.TryAsync("an exchange of the token for records",
            cancel => TokenRequests.AskAsync(asNotifications.Caller, "records", cancel, consultants.Value), cancellation, 400, 403);
        examination.RequireAnswered("the gateway's call for the consultant", await asGateway.AskAsync(consultants, "GET", note, cancellation));
    }
}
