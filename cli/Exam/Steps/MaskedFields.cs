using System.Text.Json.Nodes;
using Platform.Cli.SignIn;

namespace Platform.Cli.Exam.Steps;

/// <summary>What a mask hides, asked for by every other way that an answer can differ: validators, conditions, filters, sorts, errors.</summary>
internal static class MaskedFields
{
    public static ExamStep Step { get; } = new(
        "E54", "a masked field by ETag, condition, filter, sort, partial answer and error; a logged decision is explained again", "no difference; 400; the decision that was logged", ["PE-06", "PD-08"], RunAsync)
    {
        LeavesOut = "a decision without purpose: the enforcement point puts the role's own in its place, which the tests of Enforcement take away",
    };

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        var (gp, consultant) = (scene.People.Gp, scene.People.Consultant);
        var note = $"{scene.Record}/notes/{scene.Facts.NoteId}";
        foreach (var (path, field) in new[] { (scene.Record, "emergencyContact"), (note, "thirdPartyInformation") })
        {
            var whole = JsonNode.Parse((await scene.AskAsync(gp, "GET", path, cancellation)).Body)!;
            examination.Require($"{field} is there for the practice", whole[field] is not null, "it is not");
            var masked = await scene.AskAsync(consultant, "GET", path, cancellation);
            examination.RequireAnswered("the consultant's reading", masked);
            examination.Judge($"{field} in the body", JsonNode.Parse(masked.Body)![field] is null && !masked.Body.Contains(whole[field]!.ToJsonString(), StringComparison.Ordinal), "it is there");
            examination.Judge($"{field} in validators", !masked.Headers.ContainsKey("etag") && !masked.Headers.ContainsKey("last-modified"), "there is one");
            foreach (var (name, value) in new[] { ("If-None-Match", "*"), ("If-None-Match", "\"x\""), ("If-Match", "\"x\""), ("Range", "bytes=0-20"), ("If-Modified-Since", "Mon, 05 Jan 2026 09:00:00 GMT") })
            {
                var conditional = await scene.AskAsync(consultant, "GET", path, cancellation, null, (name, value));
                examination.Judge($"{field} by {name}: {value}", conditional.Status == 200 && conditional.Body == masked.Body, conditional.ToString());
            }
            foreach (var query in new[] { $"?fields={field}", $"?sort={field}", $"?expand={field}", $"?_elements={field}" })
                await examination.TryAsync($"{field} by {query}", cancel => scene.AskAsync(consultant, "GET", path + query, cancel), cancellation, 400);
        }
        foreach (var body in new[] { """{"emergencyContact":{"name":"x"}}""", """{"thirdPartyInformation":"x"}""", """{"text":"x"}""" })
            await examination.TryAsync($"a search by {body}", cancel => scene.AskAsync(consultant, "POST", "/patients/search", cancel, body), cancellation, 400);
        await ReplayAsync(scene, examination, scene.People.Operations, cancellation);
    }

    private static async Task ReplayAsync(ExamScene scene, Examination examination, PersonaSession keeper, CancellationToken cancellation)
    {
        var logged = await scene.AskAsync(keeper, "GET", $"/decisions/{scene.Facts.DecisionId}", cancellation);
        examination.RequireAnswered("the logged decision", logged);
        examination.Judge("names in the decision log", scene.Facts.Canaries.All(canary => !logged.Body.Contains(canary, StringComparison.OrdinalIgnoreCase)), "they are there");
        var first = await scene.AskAsync(keeper, "GET", $"/decisions/{scene.Facts.DecisionId}/why", cancellation);
        var second = await scene.AskAsync(keeper, "GET", $"/decisions/{scene.Facts.DecisionId}/why", cancellation);
        examination.RequireAnswered("its explanation", first);
        examination.Judge("its explanation again", first.Body == second.Body, "it is another one");
    }
}
