using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Platform.Cli.Exam.Attackers;

/// <summary>
/// Writes a token anew with something changed: with the issuer's own key from the state folder, so that nothing but the change can be what is refused; or
/// with what a forger has.
/// </summary>
internal sealed class TokenMint : IDisposable
{
    private readonly ECDsa issuer = ECDsa.Create();

    public TokenMint(string state) => issuer.ImportFromPem(File.ReadAllText(Path.Combine(state, "identity", "token-key.pem")));

    /// <summary>The issuer's public key in PEM, which everybody may know.</summary>
    public string PublicKey => issuer.ExportSubjectPublicKeyInfoPem();

    /// <summary>Signed by the issuer.</summary>
    public string Sign(string token, Action<JsonObject>? claims = null, Action<JsonObject>? header = null) => Sign(issuer, token, claims, header);

    /// <summary>Signed with some key, ES256.</summary>
    public static string Sign(ECDsa key, string token, Action<JsonObject>? claims = null, Action<JsonObject>? header = null) =>
        Compose(token, claims, header, signed => key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));

    /// <summary>The changed token under a signature that somebody makes somehow.</summary>
    public static string Compose(string token, Action<JsonObject>? claims, Action<JsonObject>? header, Func<byte[], byte[]> sign)
    {
        var parts = token.Split('.');
        var signed = $"{Changed(parts[0], header)}.{Changed(parts[1], claims)}";
        return $"{signed}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    public void Dispose() => issuer.Dispose();

    private static string Changed(string part, Action<JsonObject>? change)
    {
        if (change is null)
            return part;
        var json = JsonNode.Parse(Base64Url.DecodeFromChars(part))!.AsObject();
        change(json);
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
    }
}
