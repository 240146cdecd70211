using System.Net;
using System.Net.Sockets;
using Platform.Cli.Demo.Breach;

namespace Platform.Cli.Exam.Steps;

/// <summary>A sidecar as a way out of the network, with its token stolen: addresses in place of app-ids, plain and escaped, and output bindings.</summary>
internal static class Egress
{
    public static ExamStep Step { get; } = new(
        "E17", "a sidecar, its token stolen, is asked to call the cloud's metadata, this machine and a binding", "403, 400 or 404, and nothing arrives", ["TR-04"], RunAsync)
    {
        LeavesOut = "the address of an attachment: nothing here fetches one",
    };

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var token = scene.Platform.StolenSecret("records", "DAPR_API_TOKEN")
            ?? throw new NotRunException("this system does not show the environment of a process, from which the sidecar's token is stolen");
        using var plain = new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
        var sidecar = scene.Platform.Url("records-dapr", "sidecarApi");
        string[] targets =
        [
            "http://169.254.169.254", $"http://127.0.0.1:{port}", $"http%3A%2F%2F127.0.0.1:{port}", $"http%3A%2F%2F127.0.0.1%3A{port}", $"127.0.0.1:{port}", $"localhost:{port}",
            $"https%3A%2F%2F127.0.0.1%3A{port}", "nowhere", "identity", "policy", "..%2f..%2frecords",
        ];
        await examination.TryAsync(targets.Select(target => Attempts.Of(Step, $"invoke {target}",
            cancel => AskAsync(plain, new Uri($"{sidecar.AbsoluteUri.TrimEnd('/')}/v1.0/invoke/{target}/method/x"), token, null, cancel), 403, 400, 404)), cancellation);
        await examination.TryAsync(new[] { $"127.0.0.1:{port}", $"http://127.0.0.1:{port}", "169.254.169.254" }.Select(target => Attempts.Of(Step, $"dapr-app-id {target}",
            cancel => AskAsync(plain, new Uri(sidecar, "/x"), token, target, cancel), 403, 400, 404)), cancellation);
        foreach (var path in new[] { "/v1.0/bindings/http", "/v1.0-alpha1/bindings/http", "/v1.0/publish/pubsub/topic" })
            await examination.TryAsync(path, cancel => AskAsync(plain, new Uri(sidecar, path), token, null, cancel, "POST"), cancellation, 404, 403);
        examination.Judge("a connection to the attacker's listener", !listener.Pending(), "the sidecar connected to it");
        examination.RequireAnswered("the sidecar takes the stolen token", await AskAsync(plain, new Uri(sidecar, "/v1.0/metadata"), token, null, cancellation));
    }

    private static Task<Answer> AskAsync(HttpMessageInvoker plain, Uri address, string token, string? appId, CancellationToken cancellation, string method = "GET")
    {
        var request = new HttpRequestMessage(new HttpMethod(method), address);
        request.Headers.TryAddWithoutValidation("dapr-api-token", token);
        if (appId is not null)
            request.Headers.TryAddWithoutValidation("dapr-app-id", appId);
        return Answer.OfAsync(plain, request, cancellation);
    }
}
