using System.Text.Json.Nodes;
using Platform.Cli.Demo.Breach;

namespace Platform.Cli.Exam.Steps;

/// <summary>What a client learns of what went wrong: the constant text of its refusal and two ids.</summary>
internal static class Errors
{
    private static readonly string[] Allowed = ["type", "title", "status", "traceId", "decisionId"];
    private static readonly string[] Telling = ["   at ", "Exception", "SELECT", "sqlite", "npgsql", "spiffe://", "/home/", "/tmp/", ".cs:line", "Microsoft.", "System.", "line 1", "Path: $"];

    public static ExamStep Step { get; } = new(
        "E42", "malformed bodies, ids that are none, wrong types, unknown routes, a sidecar's refusal", "problem details with the two ids and constant text", ["OP-04"], RunAsync)
    {
        LeavesOut = "a database that is down, an exception in a handler: the tests of ServiceDefaults and of records do it",
    };

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        var consultant = scene.People.Consultant;
        (string Method, string Path, string? Body)[] calls =
        [
            ("POST", "/patients/search", "{"), ("POST", "/patients/search", "[]"), ("POST", "/patients/search", "null"), ("POST", "/patients/search", "\"text\""),
            ("POST", "/patients/search", """{"nhsNumber":12}"""), ("POST", "/patients/search", """{"birthDate":"yesterday"}"""), ("POST", "/patients/search", """{"nhsNumber":"123"}"""),
            ("GET", "/patients/not-a-guid", null), ("GET", "/patients/1'--", null), ("GET", $"/patients/{new string('9', 400)}x", null), ("GET", "/nothing", null),
            ("DELETE", scene.Record, null), ("GET", $"{scene.Record}/notes?after=nobody", null), ("GET", "/referrals?state=NOWHERE", null), ("GET", "/referrals?limit=x", null),
            ("POST", $"/referrals/{Guid.NewGuid()}/book", """{"start":"soon","location":"x"}"""), ("POST", "/fhir/$process-message", "{}"), ("POST", "/fhir/$process-message", "<Bundle/>"),
            ("GET", "/fhir/ServiceRequest/x", null), ("GET", "/fhir/Nothing", null),
        ];
        foreach (var (method, path, body) in calls)
            Check(examination, $"{method} {Short(path)} {body}", await scene.AskAsync(consultant, method, path, cancellation, body));
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(scene.Platform.Gateway, "/patients/search")) { Content = new StringContent("<a/>", System.Text.Encoding.UTF8, "text/xml") };
        consultant.Sign(request);
        Check(examination, "another media type", await Answer.OfAsync(scene.Gateway, request, cancellation));
        var stranger = await scene.DoorAsync("records", "probe", cancellation);
        Check(examination, "a sidecar's refusal", await stranger.AskAsync(null, null, "GET", scene.Record, cancellation));
        var gateway = await scene.DoorAsync("records", "gateway", cancellation);
        Check(examination, "an application's refusal", await gateway.AskAsync(null, null, "GET", scene.Record, cancellation));
        Check(examination, "Identity's refusal", await Attackers.TokenRequests.AskAsync(stranger.Caller, "records", cancellation), anyShape: true);
    }

    private static void Check(Examination examination, string what, Answer answer, bool anyShape = false)
    {
        var told = Telling.FirstOrDefault(word => answer.Body.Contains(word, StringComparison.OrdinalIgnoreCase));
        var isRefusal = answer.Status is >= 400 and < 500;
        var header = answer.Headers.Keys.FirstOrDefault(name => name is "server" or "x-powered-by" or "x-aspnet-version");
        examination.Judge(what, isRefusal && told is null && header is null && (anyShape || IsConstant(answer.Body)), $"{answer.Status} {told ?? header} {answer.Body}");
    }

    private static bool IsConstant(string body)
    {
        var json = JsonNode.Parse(body)!.AsObject();
        return (string?)json["resourceType"] == "OperationOutcome" || json.All(member => Allowed.Contains(member.Key));
    }

    private static string Short(string path) => path.Length > 60 ? path[..60] + "…" : path;
}
