using System.Net.Sockets;
using Platform.Cli.Demo.Breach;
using Platform.WorkloadIdentity;

namespace Platform.Cli.Exam.Steps;

/// <summary>The doors that are left open where nobody thought of them: health, metrics, documents, dashboards, profilers, default passwords.</summary>
internal static class OpenDoors
{
    private static readonly string[] Diagnostics =
    [
        "/metrics", "/openapi", "/openapi/v1.json", "/swagger", "/swagger/index.html", "/debug/pprof/", "/v1.0/metadata", "/v1/policies", "/v1/data", "/.env", "/appsettings.json", "/trace", "/actuator/env",
        "/.git/config", "/_framework/debug", "/healthz?verbose",
    ];

    public static ExamStep Step { get; } = new(
        "E43", "health, metrics, API documents, dashboards, profilers and guest/guest, without an identity", "a constant answer of health; everything else refused", ["OP-01", "OP-02"], RunAsync);

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        var anybody = await scene.Platform.VisitAsync("probe", cancellation);
        foreach (var process in scene.Platform.Inventories)
        {
            foreach (var listener in process.Listeners)
            {
                var mutual = listener.Class is "mesh" or "control";
                using var client = new HttpMessageInvoker(mutual || listener.Class == "bootstrap"
                    ? MutualTls.CreateHandler(mutual ? anybody.Svid : null, anybody.Validation, anybody.Options.IdOf(process.AppId))
                    : listener.Class == "browser" ? SignIn.GatewayClient.Handler(Path.Combine(scene.Platform.State, "identity", "ca.pem"))
                    : new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
                await examination.TryAsync(Diagnostics.Select(path => Attempts.Of(Step, $"{process.Process} {listener.Class} {path}",
                    cancel => Answer.OfAsync(client, new HttpRequestMessage(HttpMethod.Get, listener.Url.TrimEnd('/') + path), cancel), 400, 401, 403, 404)), cancellation);
                if (listener.Class == "management")
                {
                    foreach (var path in new[] { "/health", "/alive" })
                    {
                        var answer = await Answer.OfAsync(client, new HttpRequestMessage(HttpMethod.Get, listener.Url.TrimEnd('/') + path), cancellation);
                        examination.Judge($"{process.Process} {path}", answer is { Status: 200, Body.Length: <= 12 } && answer.Headers.Keys.All(name => name is not "server"), $"{answer} {answer.Body}");
                    }
                }
            }
        }

        var dashboard = scene.Platform.Url("dashboard", "browser");
        foreach (var path in new[] { "/", "/resources", "/traces", "/audit", "/resources/records/logs", "/_blazor/negotiate" })
        {
            var answer = await Answer.OfAsync(scene.Gateway, new HttpRequestMessage(HttpMethod.Get, new Uri(dashboard, path)), cancellation);
            examination.Judge($"the dashboard's {path} without a sign-in", answer.Status is 302 or 303 or 401 or 403 or 404 or 405 || !answer.Body.Contains("records-dapr", StringComparison.Ordinal), $"{answer}");
        }
        await GuestAsync(scene, examination, cancellation);
    }

    private static async Task GuestAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        if (scene.Platform.StolenSecret("referrals", "ConnectionStrings__messaging") is not { } stolen)
            return;
        var address = new Uri(stolen);
        foreach (var credentials in new[] { "guest:guest", "admin:admin", "referrals:referrals", "rabbitmq:rabbitmq" })
        {
            var workload = await scene.Platform.VisitAsync("referrals", cancellation);
            var thief = new BrokerThief(workload, new UriBuilder(address) { UserName = credentials.Split(':')[0], Password = credentials.Split(':')[1] }.Uri.AbsoluteUri);
            var answer = await thief.TryAsync(_ => Task.CompletedTask, cancellation);
            examination.Judge($"the broker as {credentials}", answer.Status is null or 403, answer.ToString());
        }
        var right = await new BrokerThief(await scene.Platform.VisitAsync("referrals", cancellation), stolen).TryAsync(_ => Task.CompletedTask, cancellation);
        examination.Require("the broker takes the login that was stolen", right.Status == 202, right.ToString());
        // The management interface of the broker and its plain port.
        foreach (var port in new[] { 15672, 15692, 5672 })
            examination.Judge($"the broker's port {port}", !await IsOpenAsync(port, cancellation), "something listens there");
    }

    private static async Task<bool> IsOpenAsync(int port, CancellationToken cancellation)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port, cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
