using System.Security.Cryptography;
using System.Text.Json;

namespace Platform.WorkloadIdentity;

/// <summary>Makes proofs in the shape of RFC 9449: `typ: dpop+jwt` with `htm htu ath jti iat`.</summary>
public sealed class ProofOfPossession(TimeProvider clock)
{
    /// <summary>The address that a proof names: `https://` app-id and the path that the app receives, without query.</summary>
    public static string Target(string appId, string path) => $"https://{appId}{path}";

    /// <summary>A workload's proof for one call, signed with the SVID key that the token is bound to, its chain in `x5c`.</summary>
    public string Create(BoundToken token, string method, string appId, string path)
    {
        using var key = token.Svid.OpenKey();
        return Sign(key, token.Value, method, Target(appId, path), header =>
        {
            header.WriteStartArray("x5c");
            foreach (var certificate in token.Svid.EncodedChain)
            {
                header.WriteStringValue(certificate);
            }

            header.WriteEndArray();
        });
    }

    /// <summary>A script's proof with a key of its own, its public half in `jwk`.</summary>
    /// <param name="key">The key that the token is, or will be, bound to.</param>
    /// <param name="token">The token; null when a token is only being asked for.</param>
    /// <param name="method">The method.</param>
    /// <param name="target">The whole address without query.</param>
    public string Create(ECDsa key, string? token, string method, string target) =>
        Sign(key, token, method, target, header =>
        {
            header.WritePropertyName("jwk");
            JsonWebKeys.Write(header, key);
        });

    private string Sign(ECDsa key, string? token, string method, string target, Action<Utf8JsonWriter> header) =>
        CompactJws.Sign(key, ProofVerification.TypeName, header, claims =>
        {
            claims.WriteString("jti", Guid.NewGuid().ToString("N"));
            claims.WriteString("htm", method);
            claims.WriteString("htu", target);
            claims.WriteNumber("iat", clock.GetUtcNow().ToUnixTimeSeconds());
            if (token is not null)
            {
                claims.WriteString("ath", ProofVerification.HashOf(token));
            }
        });
}
