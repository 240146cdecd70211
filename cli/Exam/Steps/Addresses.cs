using System.Text.Json.Nodes;
using Platform.Cli.Demo;

namespace Platform.Cli.Exam.Steps;

/// <summary>Where something of a patient would be kept by accident: in addresses, in caches, and in what the patient is sent.</summary>
internal static class Addresses
{
    private static readonly string[] Telling = ["clinic", "oncology", "cancer", "mental", "hiv", "cardio", "dermat", "psych"];

    public static ExamStep Step { get; } = new(
        "E53", "NHS numbers in paths and queries; every answer with a patient, as a cache would see it; what the patient is sent", "400; no-store; neither number, note nor condition", ["DM-02", "DM-03", "DM-04", "DM-07"], RunAsync)
    {
        LeavesOut = "the fuzzing of event schemas, and mails: their tests are those of Contracts and of notifications",
    };

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        var number = scene.Facts.NhsNumber;
        var spaced = $"{number[..3]}%20{number[3..6]}%20{number[6..]}";
        foreach (var path in new[]
        {
            $"/patients/{number}", $"/patients/{number}/notes", $"/patients/search?nhsNumber={number}", $"/referrals?after={number}", $"/patients/{spaced}", $"/referrals?state={spaced}",
            $"/patients/{number[..3]}-{number[3..6]}-{number[6..]}", $"/nothing/{number}", $"/fhir/ServiceRequest/{number}", $"/audit/patients/{number}",
        })
            await examination.TryAsync(path.Replace(number, "NUMBER", StringComparison.Ordinal), cancel => scene.AskAsync(scene.People.Consultant, "GET", path, cancel), cancellation, 400);
        var door = await scene.DoorAsync("records", "gateway", cancellation);
        var token = await scene.ExchangedAsync(scene.People.Consultant, "records", cancellation);
        await examination.TryAsync("the number in a path of records itself", cancel => door.AskAsync(token, "GET", $"/patients/{number}", cancel), cancellation, 400);

        var ids = DemoReferral.Ids().Select(pair => (pair.Key, pair.Value)).ToArray();
        (string Method, string Path, string? Body)[] bearing =
        [
            ("GET", scene.Record, null), ("GET", $"{scene.Record}/notes", null), ("GET", $"{scene.Record}/notes/{scene.Facts.NoteId}", null), ("POST", "/patients/search", "{}"), ("GET", "/referrals", null),
            ("GET", $"/fhir/ServiceRequest/{scene.Facts.ReferralId}", null),
        ];
        foreach (var (method, path, body) in bearing)
        {
            var answer = await scene.AskAsync(scene.People.Consultant, method, path, cancellation, body, path.StartsWith("/fhir/", StringComparison.Ordinal) ? ids : []);
            examination.RequireAnswered($"{method} {path}", answer);
            examination.Judge($"the cache's view of {method} {path}",
                answer.Headers.GetValueOrDefault("cache-control", "").Contains("no-store", StringComparison.Ordinal) && !answer.Headers.ContainsKey("etag"), answer.Headers.GetValueOrDefault("cache-control", "nothing"));
        }

        var messages = await scene.AskAsync(scene.People.Gp, "GET", "/messages", cancellation);
        examination.RequireAnswered("the list of messages", messages);
        foreach (var message in JsonNode.Parse(messages.Body)!["items"]!.AsArray().Take(20))
        {
            var text = message!.ToJsonString();
            var told = new[] { number, scene.Facts.NoteText }.Concat(Telling).FirstOrDefault(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
            examination.Judge($"message {(string?)message["template"]}", told is null, $"it holds '{told}'");
        }
    }
}
