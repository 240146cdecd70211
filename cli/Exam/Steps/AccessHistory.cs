using System.Text.Json.Nodes;
using Platform.Cli.Audit;

namespace Platform.Cli.Exam.Steps;

/// <summary>Who saw the record: asked by the patient, by somebody else, and by the auditor, who is seen as well.</summary>
internal static class AccessHistory
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly string[] Withheld = ["subject", "actor", "resourceRef", "fields", "decisionId", "traceId", "recorder", "sequence"];

    public static ExamStep Step { get; } = new(
        "E52", "the patient, another patient, clinicians and an auditor ask who saw the record; then who audited", "one's own alone, without names; no note text; the auditor's question is in it", ["AU-07", "AU-08"], RunAsync);

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        var people = scene.People;
        var own = $"/audit/patients/{people.Patient.Subject}";
        examination.RequireAnswered("the patient's reading of their record", await scene.AskAsync(people.Patient, "GET", $"/patients/{people.Patient.Subject}", cancellation));
        var seen = await AskAsync(scene, people.Patient, own, cancellation, items => items.Count > 0);
        examination.Require("the patient is told of accesses", seen.Count > 0, "there are none");
        examination.Judge("what the patient is told", seen.All(item => Withheld.All(name => item![name] is null)), seen.ToJsonString());

        var other = scene.Facts.PatientId == people.Patient.Subject ? Guid.NewGuid().ToString() : scene.Facts.PatientId;
        await examination.TryAsync("another patient's history", cancel => scene.AskAsync(people.Patient, "GET", $"/audit/patients/{other}", cancel), cancellation, 404);
        foreach (var person in new[] { people.Gp, people.Consultant, people.Nurse, people.Booking, people.Operations, people.Unrelated })
            await examination.TryAsync($"the history as {person.Persona}", cancel => scene.AskAsync(person, "GET", $"/audit/patients/{scene.Facts.PatientId}", cancel), cancellation, 403, 404);
        await examination.TryAsync("the export as the patient", cancel => scene.AskAsync(people.Patient, "GET", $"/fhir/AuditEvent?patient={people.Patient.Subject}", cancel), cancellation, 403, 404);

        var all = await PatientAccesses.ReadAsync(scene.Gateway, people.Auditor, scene.Facts.PatientId, cancellation);
        examination.Require("the auditor is told of the consultant's reading", all.Any(access => access is { Action: "records.note.read", Outcome: "permit" }), $"{all.Count} accesses");
        var raw = await scene.AskAsync(people.Auditor, "GET", $"/audit/patients/{scene.Facts.PatientId}", cancellation);
        examination.Judge("text of a note in the audit", scene.Facts.Canaries.All(canary => !raw.Body.Contains(canary, StringComparison.OrdinalIgnoreCase)), "it is there");
        var audited = await AskAsync(scene, people.Auditor, $"/audit/patients/{scene.Facts.PatientId}", cancellation,
            items => items.Any(item => (string?)item!["action"] == "platform.audit.read"));
        examination.Judge("the audit of the auditor", audited.Any(item => (string?)item!["action"] == "platform.audit.read"), "the auditor's own question is not in it");
    }

    // What was just done is on its way from the recorders for a moment.
    private static async Task<JsonArray> AskAsync(
        ExamScene scene, SignIn.PersonaSession person, string path, CancellationToken cancellation, Func<JsonArray, bool> isThere)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var answer = await scene.AskAsync(person, "GET", path, cancellation);
            var items = answer.IsSuccess ? JsonNode.Parse(answer.Body)!["items"]!.AsArray() : [];
            if (isThere(items) || TimeProvider.System.GetElapsedTime(started) > Patience)
                return items;
            await Task.Delay(Pause, cancellation);
        }
    }
}
