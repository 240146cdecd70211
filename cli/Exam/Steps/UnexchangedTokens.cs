using Platform.Cli.Exam.Attackers;

namespace Platform.Cli.Exam.Steps;

/// <summary>Tokens one hop away from where they belong: the user's own at a service, and a workload's over the connection of another workload.</summary>
internal static class UnexchangedTokens
{
    public static ExamStep Step { get; } = new(
        "E08", "the edge's token at a service; a service's token over another workload's certificate", "401 from the application, 403 from its sidecar", ["ID-05", "ID-06"], RunAsync);

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        var person = scene.People.Consultant;
        var door = await scene.DoorAsync("records", "gateway", cancellation);
        await examination.TryAsync("the edge's token at records", cancel =>
            door.AskAsync(person.Token, EdgeCall.Prove(person.Key, person.Token, "GET", scene.Record, "records"), "GET", scene.Record, cancel), cancellation, 401);
        var right = await scene.ExchangedAsync(person, "records", cancellation);
        await examination.TryAsync("a token without actor", cancel =>
            door.AskAsync(right with { Value = scene.Mint.Sign(right.Value, claims => claims.Remove("act")) }, "GET", scene.Record, cancel), cancellation, 401);
        await examination.TryAsync("a token whose actor is no workload", cancel => door.AskAsync(
            right with { Value = scene.Mint.Sign(right.Value, claims => claims["act"]!["sub"] = "gateway") }, "GET", scene.Record, cancel), cancellation, 401);

        foreach (var other in new[] { "probe", "notifications", "referrals" })
        {
            var elsewhere = await scene.DoorAsync("records", other, cancellation);
            await examination.TryAsync($"the gateway's token and proof over the certificate of {other}",
                cancel => elsewhere.AskAsync(right, "GET", scene.Record, cancel), cancellation, 403);
            await examination.TryAsync($"the gateway's token with a proof by {other}, over the gateway's own certificate",
                cancel => door.AskAsync(right with { Svid = elsewhere.Caller.Svid }, "GET", scene.Record, cancel), cancellation, 401);
        }

        var audit = $"/audit/patients/{scene.Facts.PatientId}";
        var forLedger = await scene.ExchangedAsync(scene.People.Auditor, "ledger", cancellation);
        var ledger = await scene.DoorAsync("ledger", "records", cancellation);
        await examination.TryAsync("the gateway's token over records' certificate at the ledger", cancel => ledger.AskAsync(forLedger, "GET", audit, cancel), cancellation, 401);
        examination.RequireAnswered("the right token at records", await door.AskAsync(right, "GET", scene.Record, cancellation));
        examination.RequireAnswered("the right token at the ledger",
            await (await scene.DoorAsync("ledger", "gateway", cancellation)).AskAsync(forLedger, "GET", audit, cancellation));
    }
}
