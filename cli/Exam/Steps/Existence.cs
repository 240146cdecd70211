using System.Text.RegularExpressions;
using Platform.Cli.Demo.Breach;
using Platform.Cli.SignIn;

namespace Platform.Cli.Exam.Steps;

/// <summary>Whether somebody exists whom one may not see: asked by status, body, headers and time.</summary>
internal static partial class Existence
{
    private const int Timings = 200;

    // What differs between any two answers.
    private static readonly string[] OfTheRequest = ["date", "traceresponse", "x-request-id", "x-correlation-id"];

    public static ExamStep Step { get; } = new(
        "E18", "a patient and an unrelated clinician ask for somebody who exists and for somebody who does not, 200 times each", "404, the same byte for byte but for the two ids; times that overlap", ["PE-04"], RunAsync);

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        var real = scene.Facts.PatientId == scene.People.Patient.Subject ? await AnotherAsync(scene, cancellation) : scene.Facts.PatientId;
        (string, Func<string, string>)[] doors =
        [
            ("record", id => $"/patients/{id}"), ("notes", id => $"/patients/{id}/notes"), ("note", id => $"/patients/{id}/notes/{scene.Facts.NoteId}"),
        ];
        foreach (var (what, door) in doors)
        {
            await CompareAsync(scene, examination, scene.People.Unrelated, what, door(scene.Facts.PatientId), door(Guid.NewGuid().ToString()), cancellation);
            if (what == "record")
                await CompareAsync(scene, examination, scene.People.Patient, what, door(real), door(Guid.NewGuid().ToString()), cancellation);
        }
        await CompareAsync(scene, examination, scene.People.Unrelated, "referral", $"/fhir/ServiceRequest/{scene.Facts.ReferralId}", $"/fhir/ServiceRequest/{Guid.NewGuid()}", cancellation);

        var (there, nowhere) = (new List<double>(), new List<double>());
        for (var i = 0; i < Timings; i++)
        {
            there.Add(await TimeAsync(scene, $"/patients/{scene.Facts.PatientId}", cancellation));
            nowhere.Add(await TimeAsync(scene, $"/patients/{Guid.NewGuid()}", cancellation));
        }
        there.Sort();
        nowhere.Sort();
        // The middle halves must overlap: each median lies between the other's tenth and ninetieth percentile.
        var overlap = there[Timings / 10] <= nowhere[Timings / 2] && nowhere[Timings / 2] <= there[Timings * 9 / 10]
            && nowhere[Timings / 10] <= there[Timings / 2] && there[Timings / 2] <= nowhere[Timings * 9 / 10];
        examination.Judge("the time of an answer", overlap, FormattableString.Invariant($"medians {there[Timings / 2]:0.00} and {nowhere[Timings / 2]:0.00} ms"));
    }

    private static async Task CompareAsync(ExamScene scene, Examination examination, PersonaSession person, string what, string real, string none, CancellationToken cancellation)
    {
        Dictionary<string, string> ids = real.StartsWith("/fhir/", StringComparison.Ordinal) ? Demo.DemoReferral.Ids() : [];
        var headers = ids.Select(pair => (pair.Key, pair.Value)).ToArray();
        var there = await scene.AskAsync(person, "GET", real, cancellation, null, headers);
        var nowhere = await scene.AskAsync(person, "GET", none, cancellation, null, headers);
        await examination.TryAsync($"{what} of somebody, as {person.Persona}", _ => Task.FromResult(there), cancellation, 404);
        await examination.TryAsync($"{what} of nobody, as {person.Persona}", _ => Task.FromResult(nowhere), cancellation, 404);
        examination.Judge($"{what} as {person.Persona}: body", Neutral(there.Body) == Neutral(nowhere.Body), $"{there.Body} is not {nowhere.Body}");
        var (one, other) = (Shown(there), Shown(nowhere));
        examination.Judge($"{what} as {person.Persona}: headers", one == other, $"{one} is not {other}");
    }

    private static async Task<double> TimeAsync(ExamScene scene, string path, CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetTimestamp();
        await scene.AskAsync(scene.People.Unrelated, "GET", path, cancellation);
        return TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
    }

    private static async Task<string> AnotherAsync(ExamScene scene, CancellationToken cancellation)
    {
        var found = await scene.AskAsync(scene.People.Gp, "POST", "/patients/search", cancellation, "{}");
        return System.Text.Json.Nodes.JsonNode.Parse(found.Body)!["items"]!.AsArray().Select(item => (string)item!["id"]!).First(id => id != scene.People.Patient.Subject);
    }

    private static string Neutral(string body) => Id().Replace(body, "id");

    private static string Shown(Answer answer) => string.Join('\n', answer.Headers.Where(header => !OfTheRequest.Contains(header.Key))
        .OrderBy(header => header.Key, StringComparer.Ordinal).Select(header => $"{header.Key}: {header.Value}"));

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex Id();
}
