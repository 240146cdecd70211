using System.Text.Json.Nodes;
using Platform.Cli.Exam.Attackers;
using Platform.WorkloadIdentity;

namespace Platform.Cli.Exam.Steps;

/// <summary>Tokens of the issuer for somebody else, or for another use: each is good somewhere.</summary>
internal static class TokenAudiences
{
    public static ExamStep Step { get; } = new(
        "E06", "referrals' token at records; no audience, several; an ID token; a workload's token as a user's", "401 each", ["ID-04"], RunAsync)
    {
        LeavesOut = "a refresh token: the issuer has none",
    };

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        var person = scene.People.Consultant;
        var door = await scene.DoorAsync("records", "gateway", cancellation);
        var right = await scene.ExchangedAsync(person, "records", cancellation);
        var elsewhere = await scene.ExchangedAsync(person, "referrals", cancellation);
        await examination.TryAsync("referrals' token at records", cancel => door.AskAsync(elsewhere, "GET", scene.Record, cancel), cancellation, 401);
        foreach (var (what, claims, header) in Wrong())
        {
            var inside = right with { Value = scene.Mint.Sign(right.Value, claims, header) };
            await examination.TryAsync($"{what}, at records", cancel => door.AskAsync(inside, "GET", scene.Record, cancel), cancellation, 401);
            var atEdge = scene.Mint.Sign(person.Token, claims, header);
            await examination.TryAsync($"{what}, at the edge", cancel => EdgeCall.AskAsync(scene, person, atEdge, scene.Record, cancel), cancellation, 401);
        }

        var workload = await (await scene.Platform.VisitAsync("gateway", cancellation)).WorkloadTokenAsync("records", cancellation);
        var asEdge = scene.Mint.Sign(workload.Value, claims => claims["aud"] = "gateway");
        using var key = workload.Svid.OpenKey();
        await examination.TryAsync("a workload's token as a user's, at the edge",
            cancel => EdgeCall.SendAsync(scene, asEdge, EdgeCall.Prove(key, asEdge, "GET", scene.Record), scene.Record, cancel), cancellation, 401);
        // Behind the edge it is the gateway's own, which may read nothing without a user.
        await examination.TryAsync("a workload's token as a user's, at records", cancel => door.AskAsync(workload, "GET", scene.Record, cancel), cancellation, 401, 403);
        examination.RequireAnswered("the right token at records", await door.AskAsync(right, "GET", scene.Record, cancellation));
    }

    private static IEnumerable<(string What, Action<JsonObject>? Claims, Action<JsonObject>? Header)> Wrong()
    {
        yield return ("no audience", json => json.Remove("aud"), null);
        yield return ("several audiences", json => json["aud"] = new JsonArray("records", "gateway"), null);
        yield return ("another issuer", json => json["iss"] = "https://elsewhere.example", null);
        foreach (var type in new[] { "JWT", "id+jwt", "msg+jwt", "dpop+jwt", "AT+JWT" })
            yield return ($"a token of type {type}", null, header => header["typ"] = type);
        yield return ("a token without type", null, header => header.Remove("typ"));
        yield return ("a token without key binding", json => json.Remove("cnf"), null);
    }
}
