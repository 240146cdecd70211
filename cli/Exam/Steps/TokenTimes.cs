using System.Text.Json.Nodes;
using Platform.Cli.Exam.Attackers;

namespace Platform.Cli.Exam.Steps;

/// <summary>Tokens of the issuer at the wrong time: 31 seconds too late, 31 too early, for ever, for too long. At 20 seconds off they are still taken.</summary>
internal static class TokenTimes
{
    private const int Skew = 30;

    public static ExamStep Step { get; } = new(
        "E05", "expired by 31 s; not valid for another 31 s; without expiry; with a life that is too long", "401 each", ["ID-03"], RunAsync);

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        var person = scene.People.Consultant;
        var service = await scene.ExchangedAsync(person, "records", cancellation);
        var door = await scene.DoorAsync("records", "gateway", cancellation);
        foreach (var (what, claims) in Wrong())
        {
            var atEdge = scene.Mint.Sign(person.Token, claims);
            await examination.TryAsync($"{what}, at the edge", cancel => EdgeCall.AskAsync(scene, person, atEdge, scene.Record, cancel), cancellation, 401);
            var inside = service with { Value = scene.Mint.Sign(service.Value, claims) };
            await examination.TryAsync($"{what}, at records", cancel => door.AskAsync(inside, "GET", scene.Record, cancel), cancellation, 401);
        }

        foreach (var (what, claims) in new (string, Action<JsonObject>)[]
        {
            ("a token within the skew, too late", json => Set(json, issued: -100, expires: -Skew + 10)),
            ("a token within the skew, too early", json => json["nbf"] = Now() + Skew - 10),
        })
            examination.RequireAnswered(what, await EdgeCall.AskAsync(scene, person, scene.Mint.Sign(person.Token, claims), scene.Record, cancellation));
    }

    private static IEnumerable<(string What, Action<JsonObject> Claims)> Wrong()
    {
        yield return ("expired by 31 s", json => Set(json, issued: -100, expires: -Skew - 1));
        yield return ("not valid for another 31 s", json => json["nbf"] = Now() + Skew + 5);
        yield return ("issued in the future", json => Set(json, issued: Skew + 5, expires: Skew + 100));
        yield return ("without expiry", json => json.Remove("exp"));
        yield return ("expiry that is text", json => json["exp"] = "9999999999");
        yield return ("expiry that is huge", json => json["exp"] = 1e300);
        yield return ("a life of a day", json => Set(json, issued: 0, expires: 86_400));
        yield return ("without time of issue", json => json.Remove("iat"));
    }

    private static void Set(JsonObject json, int issued, int expires)
    {
        json["iat"] = Now() + issued;
        json["exp"] = Now() + expires;
    }

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
}
