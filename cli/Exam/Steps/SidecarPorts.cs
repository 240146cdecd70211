using Platform.Cli.Demo.Breach;

namespace Platform.Cli.Exam.Steps;

/// <summary>Somebody else's sidecar: without its token, with a wrong one, and, with the stolen one, by way of the sidecar to its own application.</summary>
internal static class SidecarPorts
{
    public static ExamStep Step { get; } = new(
        "E03", "another service's sidecar: no token, a wrong one; with a stolen one, the call to its own application", "401; behind the token the application's own refusal",
        ["TR-03", "PE-05"], RunAsync);

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        using var plain = new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
        foreach (var appId in new[] { "records", "referrals", "notifications", "gateway" })
        {
            var sidecar = scene.Platform.Url(appId + "-dapr", "sidecarApi");
            string[] paths = ["/v1.0/metadata", "/v1.0/healthz", $"/v1.0/invoke/{appId}/method{scene.Record}", $"/v1.0/invoke/records/method{scene.Record}", "/v1.0/state/state/x", "/v1.0/shutdown"];
            foreach (var token in new[] { null, "", "not-the-token" })
            {
                await examination.TryAsync(paths.Select(path =>
                    Attempts.Of(Step, $"{appId}-dapr {path} with {token ?? "no"} token", cancel => AskAsync(plain, sidecar, path, token, cancel), 401)), cancellation);
            }
        }

        if (scene.Platform.StolenSecret("records", "DAPR_API_TOKEN") is not { } stolen)
            return;
        var own = scene.Platform.Url("records-dapr", "sidecarApi");
        var api = await AskAsync(plain, own, "/v1.0/metadata", stolen, cancellation);
        examination.RequireAnswered("the stolen token opens the sidecar", api);
        // A sidecar vouches for its own app; records grants itself nothing, so the call ends there or at the application.
        await examination.TryAsync("the application by way of its own sidecar, with the stolen token",
            cancel => AskAsync(plain, own, $"/v1.0/invoke/records/method{scene.Record}", stolen, cancel), cancellation, 401, 403);
        await examination.TryAsync("the shut-down of the sidecar", cancel => AskAsync(plain, own, "/v1.0/shutdown", stolen, cancel, "POST"), cancellation, 404);
    }

    private static Task<Answer> AskAsync(HttpMessageInvoker plain, Uri sidecar, string path, string? token, CancellationToken cancellation, string method = "GET")
    {
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(sidecar, path));
        if (token is not null)
            request.Headers.TryAddWithoutValidation("dapr-api-token", token);
        return Answer.OfAsync(plain, request, cancellation);
    }
}
