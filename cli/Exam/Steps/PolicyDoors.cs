using System.Text;
using Platform.Cli.Demo.Breach;
using Platform.WorkloadIdentity;

namespace Platform.Cli.Exam.Steps;

/// <summary>What an OPA server would offer to whoever reaches it, asked of the policy process and of every other control interface.</summary>
internal static class PolicyDoors
{
    private static readonly (string Method, string Path)[] Doors =
    [
        ("PUT", "/v1/policies/x"), ("DELETE", "/v1/policies/x"), ("GET", "/v1/policies"), ("GET", "/v1/data"), ("PATCH", "/v1/data"), ("PUT", "/v1/data/platform/roles"), ("POST", "/v1/data/platform/decision"),
        ("POST", "/v1/query"), ("POST", "/v1/compile"), ("GET", "/v1/config"), ("GET", "/v1/status"), ("POST", "/"), ("GET", "/v1/data/a%22]%20{%20true%20}"), ("PUT", "/bundles/platform"), ("POST", "/publish"),
    ];

    public static ExamStep Step { get; } = new(
        "E34", "the writing, querying and dumping interfaces of a policy server, with a workload's certificate and without; a crafted path", "400, 401, 403, 404 or 405; without certificate no answer", ["PD-07"], RunAsync);

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        foreach (var appId in new[] { "policy", "ledger", "identity" })
        {
            foreach (var caller in new[] { "records", "probe" })
            {
                var workload = await scene.Platform.VisitAsync(caller, cancellation);
                using var client = new HttpMessageInvoker(MutualTls.CreateHandler(workload.Svid, workload.Validation, workload.Options.IdOf(appId)));
                await examination.TryAsync(Doors.Select(door => Attempts.Of(Step, $"{door.Method} {door.Path} at {appId} as {caller}",
                    cancel => Answer.OfAsync(client, Request(scene, appId, door.Method, door.Path), cancel), 400, 401, 403, 404, 405)), cancellation);
            }
        }

        var anybody = await scene.Platform.VisitAsync("probe", cancellation);
        using var nobody = new HttpMessageInvoker(MutualTls.CreateHandler((Svid?)null, anybody.Validation, anybody.Options.IdOf("policy")));
        foreach (var (method, path) in new[] { ("GET", "/bundles/platform"), ("GET", "/decisions"), ("POST", "/logs"), ("PUT", "/v1/policies/x") })
        {
            var answer = await Answer.OfAsync(nobody, Request(scene, "policy", method, path), cancellation);
            examination.Judge($"{method} {path} without certificate", answer.CutOff, answer.ToString());
        }

        // A stranger with a certificate of the platform is told no more.
        using var asStranger = new HttpMessageInvoker(MutualTls.CreateHandler(anybody.Svid, anybody.Validation, anybody.Options.IdOf("policy")));
        await examination.TryAsync("the bundle as a workload that enforces nothing", cancel => Answer.OfAsync(asStranger, Request(scene, "policy", "GET", "/bundles/platform"), cancel), cancellation, 403);
    }

    private static HttpRequestMessage Request(ExamScene scene, string appId, string method, string path) =>
        new(new HttpMethod(method), new Uri(scene.Platform.Url(appId, "control").AbsoluteUri.TrimEnd('/') + path))
        {
            Content = method is "GET" or "DELETE" ? null : new StringContent("{}", Encoding.UTF8, "application/json"),
        };
}
