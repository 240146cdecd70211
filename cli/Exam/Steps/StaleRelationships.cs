using System.Text.Json.Nodes;

namespace Platform.Cli.Exam.Steps;

/// <summary>A relationship that ends while its holder reads: once its end is confirmed, nothing is read by it.</summary>
internal static class StaleRelationships
{
    private const int Races = 40;
    private const int Readers = 3;

    public static ExamStep Step { get; } = new(
        "E55", "a relationship ends while its holder reads, again and again", "200 or 404 in the race; 404 from the moment that the end is confirmed", ["PE-08"], RunAsync)
    {
        LeavesOut = "960 of the 1,000 races, for the time that they take; the reuse of a permit: no permit leaves its request",
    };

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        var referrals = await scene.DoorAsync("records", "referrals", cancellation);
        var ofGp = await scene.ExchangedAsync(scene.People.Gp, "referrals", cancellation);
        var sender = await referrals.Caller.ExchangeAsync(ofGp.Value, "records", cancellation);
        var ofUnrelated = await scene.ExchangedAsync(scene.People.Unrelated, "referrals", cancellation);
        var holder = await referrals.Caller.ExchangeAsync(ofUnrelated.Value, "records", cancellation);
        var seen = 0;
        for (var race = 0; race < Races; race++)
        {
            var opened = await referrals.AskAsync(sender, "POST", "/relationships", cancellation, Opening(scene.Facts.PatientId));
            examination.RequireAnswered("the opening of a relationship", opened);
            var id = (string)JsonNode.Parse(opened.Body)!["relationshipIds"]![0]!;
            var before = await scene.AskAsync(scene.People.Unrelated, "GET", scene.Record, cancellation);
            seen += before.Status == 200 ? 1 : 0;

            var reading = Enumerable.Range(0, Readers).Select(_ => scene.AskAsync(scene.People.Unrelated, "GET", scene.Record, cancellation)).ToList();
            var closed = await referrals.AskAsync(holder, "DELETE", $"/relationships/{id}", cancellation);
            examination.RequireAnswered("its end", closed);
            var after = await scene.AskAsync(scene.People.Unrelated, "GET", scene.Record, cancellation);
            await examination.TryAsync("the first reading after its end", _ => Task.FromResult(after), cancellation, 404);
            var racing = await Task.WhenAll(reading);
            examination.Judge("the readings in the race", racing.All(answer => answer.Status is 200 or 404), string.Join(", ", racing.Select(answer => answer.ToString())));
        }
        examination.Require("a relationship in force opens the record", seen == Races, $"{seen} of {Races} times");
    }

    private static string Opening(string patientId) => new JsonObject
    {
        ["patientId"] = patientId,
        ["referralId"] = Guid.NewGuid().ToString(),
        ["parties"] = new JsonArray(new JsonObject { ["organisation"] = "RYY02", ["kind"] = "referral-receiver" }),
    }.ToJsonString();
}
