using System.Text.Json.Nodes;
using Platform.Cli.Demo.Breach;

namespace Platform.Cli.Exam.Steps;

/// <summary>A writer who sets what is not theirs to set: the state, the owner, the label, the type.</summary>
internal static class Assignments
{
    private static readonly string[] Members =
    [
        "\"state\":\"BOOKED\"", "\"ownerOrg\":\"RYY02\"", "\"sensitivity\":\"none\"", "\"$type\":\"System.Object\"", "\"id\":\"00000000-0000-0000-0000-000000000001\"", "\"patientId\":\"another\"",
        "\"authorOrganisation\":\"A81001\"", "\"author\":\"gp\"", "\"writtenAt\":\"2001-01-01T00:00:00Z\"", "\"confidentiality\":\"N\"", "\"__proto__\":{}", "\"Kind\":\"advice\"", "\"kind\":\"advice\"",
    ];

    public static ExamStep Step { get; } = new(
        "E21", "state, owner, sensitivity, $type, another's names and members twice, in every body that writes", "400 or 422, and nothing is written", ["PE-07"], RunAsync);

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        var consultant = scene.People.Consultant;
        var before = await NotesAsync(scene, cancellation);
        foreach (var member in Members)
        {
            await examination.TryAsync($"a note with {member}", cancel => scene.AskAsync(consultant, "POST", $"{scene.Record}/notes", cancel,
                $$"""{"kind":"advice","title":"Exam","text":"Written by the exam.",{{member}}}"""), cancellation, 400, 422);
        }
        var referral = $"/referrals/{scene.Facts.ReferralId}";
        foreach (var (path, body) in new[]
        {
            ($"{referral}/triage/accept", """{"comment":"x","state":"BOOKED"}"""), ($"{referral}/triage/return", """{"comment":"x","receivingOrganisation":"RYY02"}"""),
            ($"{referral}/book", """{"start":"2030-01-01T10:00:00+00:00","location":"x","$type":"x"}"""), ($"{referral}/cancel", """{"reason":"x","reason":"y"}"""),
        })
        {
            foreach (var person in new[] { scene.People.Consultant, scene.People.Nurse, scene.People.Booking, scene.People.Gp })
                await examination.TryAsync($"{path} as {person.Persona}", cancel => scene.AskAsync(person, "POST", path, cancel, body), cancellation, 400, 422, 403, 404);
        }
        foreach (var method in new[] { "PATCH", "PUT" })
        {
            foreach (var path in new[] { scene.Record, referral, $"{scene.Record}/notes/{scene.Facts.NoteId}" })
                await examination.TryAsync($"{method} {path}", cancel => scene.AskAsync(consultant, method, path, cancel, """{"state":"BOOKED"}"""), cancellation, 404, 405);
        }
        examination.Judge("the notes after all that", await NotesAsync(scene, cancellation) == before, "there are others than before");
        var state = await StateAsync(scene, cancellation);
        examination.Judge("the referral after all that", state == "AWAITING_TRIAGE", state ?? "gone");
    }

    private static async Task<string> NotesAsync(ExamScene scene, CancellationToken cancellation) =>
        Items(await scene.AskAsync(scene.People.Gp, "GET", $"{scene.Record}/notes", cancellation)).ToJsonString();

    private static async Task<string?> StateAsync(ExamScene scene, CancellationToken cancellation)
    {
        for (string? after = null; ;)
        {
            var page = await scene.AskAsync(scene.People.Gp, "GET", "/referrals" + (after is null ? "" : $"?after={after}"), cancellation);
            if (Items(page).FirstOrDefault(item => (string?)item!["id"] == scene.Facts.ReferralId) is { } found)
                return (string?)found["state"];
            after = (string?)JsonNode.Parse(page.Body)!["next"];
            if (after is null)
                return null;
        }
    }

    private static JsonArray Items(Answer answer) => JsonNode.Parse(answer.Body)!["items"]!.AsArray();
}
