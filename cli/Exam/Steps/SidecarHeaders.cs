using System.Net.Http.Headers;
using System.Text;
using Platform.Cli.Demo.Breach;

namespace Platform.Cli.Exam.Steps;

/// <summary>The headers that make a Dapr sidecar call somebody else, sent to the edge.</summary>
internal static class SidecarHeaders
{
    public static ExamStep Step { get; } = new(
        "E16", "at the edge: dapr-app-id of another service, and Basic credentials that name it", "the answer that there is without, or 400 or 401", ["ID-07"], RunAsync);

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        var person = scene.People.Consultant;
        var right = await scene.AskAsync(person, "GET", scene.Record, cancellation);
        examination.RequireAnswered("the call without", right);
        foreach (var appId in new[] { "records", "referrals", "ledger", "notifications" })
        {
            // /patients/search is no GET of the edge: what a sidecar would do with it at records is of no interest.
            await examination.TryAsync($"a path of {appId} that the edge does not have",
                cancel => scene.AskAsync(person, "GET", $"{scene.Record}/contact", cancel, null, ("dapr-app-id", appId)), cancellation, 404, 400);
            var same = await scene.AskAsync(person, "GET", scene.Record, cancellation, null, ("dapr-app-id", appId));
            examination.Judge($"dapr-app-id {appId} on a permitted call", same.Status == 400 || (same.Status == 200 && same.Body == right.Body), same.ToString());
            await examination.TryAsync($"Basic dapr-app-id:{appId}", cancel =>
            {
                var request = new HttpRequestMessage(HttpMethod.Get, new Uri(scene.Platform.Gateway, scene.Record));
                request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"dapr-app-id:{appId}")));
                return Answer.OfAsync(scene.Gateway, request, cancel);
            }, cancellation, 401);
        }

        foreach (var path in new[] { $"/v1.0/invoke/records/method{scene.Record}", "/v1.0/metadata", "/v1.0/state/x/y" })
            await examination.TryAsync($"the sidecar's own path {path}", cancel => scene.AskAsync(person, "GET", path, cancel, null, ("dapr-app-id", "records")), cancellation, 404, 400);
    }
}
