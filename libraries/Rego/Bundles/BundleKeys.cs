using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Platform.Rego.Bundles;

/// <summary>The keys that bundles may be signed with, from a JWK Set. Only public P-256 keys with a <c>kid</c> count.</summary>
public sealed class BundleKeys
{
    private readonly Dictionary<string, ECParameters> keys;

    private BundleKeys(Dictionary<string, ECParameters> keys) => this.keys = keys;

    /// <summary>Reads a JWK Set.</summary>
    /// <exception cref="FormatException">It is not one, or holds a key that is not a public P-256 key with a <c>kid</c>.</exception>
    public static BundleKeys Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return new(document.RootElement.GetProperty("keys").EnumerateArray().ToDictionary(key => key.GetProperty("kid").GetString()!, Read));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException or FormatException)
        {
            throw new FormatException($"not a set of bundle verification keys: {e.Message}", e);
        }
    }

    /// <summary>The public half of keys as a JWK Set.</summary>
    public static string Write(params IEnumerable<(string KeyId, ECDsa Key)> keys) => new JsonObject
    {
        ["keys"] = new JsonArray([.. keys.Select(entry => (JsonNode)ToJwk(entry.KeyId, entry.Key.ExportParameters(includePrivateParameters: false)))]),
    }.ToJsonString();

    /// <summary>Whether a key of this name is known.</summary>
    public bool Knows(string keyId) => keys.ContainsKey(keyId);

    internal bool Verify(string keyId, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        using var key = ECDsa.Create(keys[keyId]);
        return key.VerifyData(signed, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private static ECParameters Read(JsonElement jwk)
    {
        if (jwk.GetProperty("kty").GetString() != "EC" || jwk.GetProperty("crv").GetString() != "P-256" || jwk.TryGetProperty("d", out _))
        {
            throw new FormatException("a key is not a public P-256 key");
        }

        var parameters = new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new() { X = Decode(jwk, "x"), Y = Decode(jwk, "y") },
        };
        // Importing checks that the point lies on the curve.
        using var key = ECDsa.Create(parameters);
        return parameters;
    }

    private static byte[] Decode(JsonElement jwk, string name) => System.Buffers.Text.Base64Url.DecodeFromChars(jwk.GetProperty(name).GetString());

    private static JsonObject ToJwk(string keyId, ECParameters key) => new()
    {
        ["kty"] = "EC",
        ["crv"] = "P-256",
        ["kid"] = keyId,
        ["alg"] = "ES256",
        ["use"] = "sig",
        ["x"] = System.Buffers.Text.Base64Url.EncodeToString(key.Q.X),
        ["y"] = System.Buffers.Text.Base64Url.EncodeToString(key.Q.Y),
    };
}
