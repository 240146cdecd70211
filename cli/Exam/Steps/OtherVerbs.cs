using System.Text.RegularExpressions;
using Platform.Cli.Demo;
using Platform.Cli.Demo.Breach;
using Platform.Cli.Exam.Attackers;

namespace Platform.Cli.Exam.Steps;

/// <summary>Methods that a route does not have, on every route; and the headers that would replace the method behind the check.</summary>
internal static partial class OtherVerbs
{
    private static readonly string[] Verbs = ["HEAD", "TRACE", "PROPFIND", "FOO", "get", "CONNECT"];
    private static readonly string[] Overrides = ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"];

    public static ExamStep Step { get; } = new(
        "E15", "HEAD, TRACE, PROPFIND, FOO and a lower-case verb on each route of the edge and of records; method overrides", "405 or 400; 403 where a sidecar is before it", ["PE-03"], RunAsync);

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        var person = scene.People.Consultant;
        var routes = scene.Platform.Inventories.Single(inventory => inventory.Process == "gateway").Routes.Where(route => route is { Listener: "browser", Label: "policy" }).ToList();
        foreach (var verb in Verbs)
        {
            await examination.TryAsync(routes.Select(route => Path(route, scene)).Distinct().Select(path => Attempts.Of(Step, $"{verb} {path}", async cancel =>
                (await RawConnection.SendAsync(scene.Platform.Gateway, Request(verb, path, scene.Platform.Gateway, person.Token, EdgeCall.Prove(person.Key, person.Token, verb, path)), cancel)).First,
                400, 405)), cancellation);
        }

        foreach (var name in Overrides)
        {
            await examination.TryAsync($"{name} at the edge", cancel => scene.AskAsync(person, "POST", scene.Record, cancel, "{}", (name, "GET")), cancellation, 400, 405);
            await examination.TryAsync($"{name} with a permitted method", cancel => scene.AskAsync(person, "GET", scene.Record, cancel, null, (name, "DELETE")), cancellation, 400, 405);
        }

        var door = await scene.DoorAsync("records", "gateway", cancellation);
        var token = await scene.ExchangedAsync(person, "records", cancellation);
        foreach (var verb in Verbs.Except(["CONNECT"]))
        {
            await examination.TryAsync($"{verb} at records", async cancel => (await RawConnection.SendAsync(scene.Platform.Url("records-dapr", "mesh"),
                Request(verb, scene.Record, scene.Platform.Url("records-dapr", "mesh"), token.Value, door.Prove(token, verb, scene.Record)), cancel, door.Caller.Svid.Certificate)).First, cancellation, 400, 403, 405);
        }
    }

    private static string Path(Inventory.Route route, ExamScene scene) => Parameter().Replace(route.Pattern, scene.Facts.PatientId);

    private static string Request(string verb, string path, Uri door, string token, string proof) =>
        $"{verb} {path} HTTP/1.1\r\nHost: localhost:{door.Port}\r\nAuthorization: DPoP {token}\r\nDPoP: {proof}\r\nConnection: close\r\n\r\n";

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
