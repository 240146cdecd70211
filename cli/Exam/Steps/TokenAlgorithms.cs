using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Platform.Cli.Exam.Attackers;

namespace Platform.Cli.Exam.Steps;

/// <summary>Tokens that name their own algorithm or key: none, the public key as a shared secret, a key id that is a path, a key to be fetched from the attacker.</summary>
internal static class TokenAlgorithms
{
    public static ExamStep Step { get; } = new(
        "E04", "alg none; HS256 with the public key; a key id that is a path; jku, x5u and jwk of the attacker", "401 each, and nothing is fetched", ["ID-02"], RunAsync);

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var fetched = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/keys";
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var person = scene.People.Consultant;
        var service = await scene.ExchangedAsync(person, "records", cancellation);
        var door = await scene.DoorAsync("records", "gateway", cancellation);
        foreach (var (what, forge) in Forgeries(scene.Mint, own, fetched))
        {
            var atEdge = forge(person.Token);
            await examination.TryAsync($"{what}, at the edge", cancel => EdgeCall.AskAsync(scene, person, atEdge, scene.Record, cancel), cancellation, 401);
            var inside = service with { Value = forge(service.Value) };
            await examination.TryAsync($"{what}, at records", cancel => door.AskAsync(inside, "GET", scene.Record, cancel), cancellation, 401);
        }

        examination.Judge("fetching the attacker's keys", !listener.Pending(), "the platform connected to the attacker's listener");
        var again = scene.Mint.Sign(person.Token, claims => claims["jti"] = Guid.NewGuid().ToString("N"));
        examination.RequireAnswered("a token that the issuer signed", await EdgeCall.AskAsync(scene, person, again, scene.Record, cancellation));
    }

    private static IEnumerable<(string What, Func<string, string> Forge)> Forgeries(TokenMint mint, ECDsa own, string fetched)
    {
        foreach (var none in new[] { "none", "None", "NONE" })
            yield return ($"alg {none}", token => TokenMint.Compose(token, null, header => header["alg"] = none, _ => []));
        yield return ("HS256 with the public key", token => TokenMint.Compose(token, null, header => header["alg"] = "HS256",
            signed => HMACSHA256.HashData(Encoding.ASCII.GetBytes(mint.PublicKey), signed)));
        yield return ("an own key under the issuer's key id", token => TokenMint.Sign(own, token));
        yield return ("the signature of another token", token => token[..(token.LastIndexOf('.') + 1)] + new string('A', 86));
        foreach (var id in new[] { "../../x", "/etc/passwd", "' or 1=1 --", "" })
            yield return ($"key id '{id}'", token => TokenMint.Sign(own, token, null, header => header["kid"] = id));
        foreach (var name in new[] { "jku", "x5u" })
            yield return ($"{name} of the attacker", token => TokenMint.Sign(own, token, null, header => header[name] = fetched));
        yield return ("jwk of the attacker", token => TokenMint.Sign(own, token, null, header =>
        {
            var key = own.ExportParameters(false);
            header["jwk"] = new JsonObject
            {
                ["kty"] = "EC",
                ["crv"] = "P-256",
                ["x"] = System.Buffers.Text.Base64Url.EncodeToString(key.Q.X),
                ["y"] = System.Buffers.Text.Base64Url.EncodeToString(key.Q.Y),
            };
        }));
        yield return ("jku beside a good signature", token => mint.Sign(token, null, header => header["jku"] = fetched));
    }
}
