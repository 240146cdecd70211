using Platform.Cli.Exam.Attackers;

namespace Platform.Cli.Exam.Steps;

/// <summary>Paths that two readers could take for two things. Each is sent as bytes, since no client library would.</summary>
internal static class ConfusingPaths
{
    public static ExamStep Step { get; } = new(
        "E14", "dot segments, empty segments, escapes once and twice, parameters, NUL, overlong, another case, a trailing dot or slash", "400, or what the canonical path is answered", ["PE-02"], RunAsync);

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        var id = scene.Facts.PatientId;
        var service = await scene.DoorAsync("records", "gateway", cancellation);
        var token = await scene.ExchangedAsync(scene.People.Consultant, "records", cancellation);
        foreach (var path in Variants(id))
        {
            // Somebody who may read the canonical path: a reading of the variant that is permitted would be answered.
            await examination.TryAsync($"{Shown(path)} at the edge", async cancel => (await RawConnection.SendAsync(scene.Platform.Gateway,
                Request(path, scene.Platform.Gateway, scene.People.Consultant.Token, EdgeCall.Prove(scene.People.Consultant.Key, scene.People.Consultant.Token, "GET", path)), cancel)).First,
                cancellation, 400, 401, 404);
            await examination.TryAsync($"{Shown(path)} at records' sidecar", async cancel => (await RawConnection.SendAsync(scene.Platform.Url("records-dapr", "mesh"),
                Request(path, scene.Platform.Url("records-dapr", "mesh"), token.Value, service.Prove(token, "GET", path)), cancel, service.Caller.Svid.Certificate)).First,
                cancellation, 400, 403);
        }

        var right = await RawConnection.SendAsync(scene.Platform.Gateway, Request(scene.Record, scene.Platform.Gateway, scene.People.Consultant.Token,
            EdgeCall.Prove(scene.People.Consultant.Key, scene.People.Consultant.Token, "GET", scene.Record)), cancellation);
        examination.RequireAnswered("the canonical path", right.First);
    }

    private static IEnumerable<string> Variants(string id) =>
    [
        $"/Patients/../patients/{id}", $"/health/../patients/{id}", $"/patients/./{id}", $"/patients/{id}/.", $"/patients/x/../{id}",
        $"//patients/{id}", $"/patients//{id}", $"/patients/{id}/", $"/patients/{id}.", $"/patients/{id};a=b", $"/patients;a=b/{id}",
        $"/patients/%2e%2e/patients/{id}", $"/patients%2F{id}", $"/patients%252F{id}", $"/patients/{id}%2F", $"/patients/{id}%23", $"/patients/{id}%3F",
        $"/patients/{id}%00", $"/patients/{id}%", $"/patients/{id}%2", $"/patients/{id}%zz", $"/%70atients/{id}", $"/patients/%c0%ae%c0%ae/{id}", $"/patients/{id}%20",
        $"/patients\\{id}", $"/patients/{id}#x", $"patients/{id}", $"http://records/patients/{id}",
    ];

    private static string Request(string path, Uri door, string token, string proof) =>
        $"GET {path} HTTP/1.1\r\nHost: localhost:{door.Port}\r\nAuthorization: DPoP {token}\r\nDPoP: {proof}\r\nConnection: close\r\n\r\n";

    private static string Shown(string path) => path.Replace("\0", "NUL", StringComparison.Ordinal);
}
