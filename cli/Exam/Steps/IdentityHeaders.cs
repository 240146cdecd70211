namespace Platform.Cli.Exam.Steps;

/// <summary>Headers that say who calls, in the spellings that proxies and sidecars have been known to believe: the decision must not change.</summary>
internal static class IdentityHeaders
{
    private static readonly (string Name, string Value)[] Claims =
    [
        ("dapr-caller-app-id", "gateway"), ("Dapr-Caller-App-Id", "gateway"), ("DAPR-CALLER-APP-ID", "records"), ("dapr-caller-namespace", "default"),
        ("X-User-Id", "consultant"), ("x-user-roles", "consultant"), ("X-User-Organisation", "RXX01"), ("X-Forwarded-User", "consultant"),
        ("x-forwarded-client-cert", "URI=spiffe://platform.local/ns/default/gateway"), ("x-ms-client-principal", "eyJ1c2VySWQiOiJjb25zdWx0YW50In0="),
        ("x-spiffe-id", "spiffe://platform.local/ns/default/gateway"), ("X-Original-Url", "/health"), ("Forwarded", "for=127.0.0.1;by=gateway"),
    ];

    public static ExamStep Step { get; } = new(
        "E09", "headers that claim a caller, in mixed case and twice", "the decision that there is without them, or 400", ["ID-07"], RunAsync)
    {
        LeavesOut = "metadata of gRPC: nothing here speaks it; the event identity.spoof: not written",
    };

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        var inside = await scene.DoorAsync("records", "notifications", cancellation);
        var asGateway = await scene.DoorAsync("records", "gateway", cancellation);
        foreach (var claim in Claims)
        {
            (string, string)[] twice = [claim, claim];
            await examination.TryAsync($"nobody with {claim.Name}", cancel => scene.AskAsync(null, "GET", scene.Record, cancel, null, twice), cancellation, 401, 400);
            await examination.TryAsync($"the unrelated clinician with {claim.Name}",
                cancel => scene.AskAsync(scene.People.Unrelated, "GET", scene.Record, cancel, null, twice), cancellation, 404, 400);
            await examination.TryAsync($"the booking office with {claim.Name}",
                cancel => scene.AskAsync(scene.People.Booking, "GET", scene.Record, cancel, null, twice), cancellation, 403, 400);
            await examination.TryAsync($"notifications' sidecar with {claim.Name}",
                cancel => inside.AskAsync(null, null, "GET", scene.Record, cancel, null, twice), cancellation, 403, 400);
            await examination.TryAsync($"the gateway's sidecar without token, with {claim.Name}",
                cancel => asGateway.AskAsync(null, null, "GET", scene.Record, cancel, null, twice), cancellation, 401, 400);
        }

        examination.RequireAnswered("the right call with such a header",
            await scene.AskAsync(scene.People.Consultant, "GET", scene.Record, cancellation, null, Claims[0]));
    }
}
