using System.Text.Json.Nodes;
using Platform.Cli.Demo;

namespace Platform.Cli.Exam.Steps;

/// <summary>More than a page, more than one's own, and what is hidden by way of how a list is asked for.</summary>
internal static class Lists
{
    private const int PageMax = 50;

    public static ExamStep Step { get; } = new(
        "E20", "pages of 10,000, wildcards, includes, exports, sorts and filters by hidden fields", "400, or at most 50 rows, all the caller's", ["PE-09"], RunAsync);

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        var people = scene.People;
        string[] tooMuch =
        [
            "/referrals?limit=10000", "/referrals?limit=51", "/referrals?limit=-1", "/referrals?limit=0", "/referrals?_count=10000", "/referrals?sort=nhsNumber", "/referrals?organisation=RYY02",
            "/referrals?state=BOOKED&state=AWAITING_TRIAGE&filter=1", $"{scene.Record}/notes?limit=10000", $"{scene.Record}/notes?sort=confidentiality", $"{scene.Record}/notes?labels=hiv", $"{scene.Record}?_include=*", "/messages?limit=100000",
        ];
        foreach (var path in tooMuch)
            await examination.TryAsync(path, cancel => scene.AskAsync(people.Consultant, "GET", path, cancel), cancellation, 400, 403);

        var number = $"patient%3Aidentifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C{scene.Facts.NhsNumber}";
        var ids = DemoReferral.Ids().Select(pair => (pair.Key, pair.Value)).ToArray();
        foreach (var more in new[] { "_count=10000", "_count=-1", "_include=*", "_revinclude=*", "_sort=patient", "_summary=count", "_has%3AObservation=x", "name=%25" })
        {
            var answer = await scene.AskAsync(people.Consultant, "GET", $"/fhir/ServiceRequest?{number}&{more}", cancellation, null, ids);
            var rows = answer.IsSuccess ? JsonNode.Parse(answer.Body)!["entry"]?.AsArray().Count ?? 0 : 0;
            examination.Judge($"ServiceRequest with {more}", answer.Status == 400 || (answer.IsSuccess && rows <= PageMax && more == "_count=10000"), $"{answer.Status}, {rows} rows");
        }
        foreach (var body in new[]
        {
            """{"familyName":"%"}""", """{"familyName":"*"}""", """{"familyName":"_"}""", """{"familyName":"' or '1'='1"}""", """{"familyName":""}""",
        })
        {
            var answer = await scene.AskAsync(people.Consultant, "POST", "/patients/search", cancellation, body);
            examination.Judge($"search for {body}", answer.Status == 400 || (answer.IsSuccess && JsonNode.Parse(answer.Body)!["items"]!.AsArray().Count == 0), $"{answer.Status} {answer.Body}");
        }
        foreach (var body in new[] { """{"limit":10000}""", """{"organisation":"RYY02"}""", """{"$filter":"true"}""", """{"sort":"nhsNumber"}""" })
            await examination.TryAsync($"search with {body}", cancel => scene.AskAsync(people.Consultant, "POST", "/patients/search", cancel, body), cancellation, 400);
        foreach (var path in new[] { "/export", "/patients/export", "/fhir/$export", "/fhir/Patient", "/patients", "/fhir/ServiceRequest/$everything" })
            await examination.TryAsync(path, cancel => scene.AskAsync(people.Consultant, "GET", path, cancel), cancellation, 404, 405, 400);

        var all = await scene.AskAsync(people.Gp, "POST", "/patients/search", cancellation, "{}");
        examination.RequireAnswered("a search that has rows", all);
        examination.Judge("the rows of a page", JsonNode.Parse(all.Body)!["items"]!.AsArray().Count is > 0 and <= PageMax, all.Body.Length + " bytes");
        var others = await scene.AskAsync(people.Unrelated, "POST", "/patients/search", cancellation, "{}");
        examination.Judge("the rows of somebody who has none", others.IsSuccess && JsonNode.Parse(others.Body)!["items"]!.AsArray().Count == 0, $"{others.Status}");
    }
}
