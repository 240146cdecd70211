using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Platform.AppHost.Topology;

/// <summary>The key that signs policy bundles, and the key set by which services verify them.</summary>
internal sealed class BundleSigningKey
{
    private BundleSigningKey(string privateFile, string keySetFile, string keyId) => (PrivateFile, KeySetFile, KeyId) = (privateFile, keySetFile, keyId);

    public string PrivateFile { get; }

    public string KeySetFile { get; }

    public string KeyId { get; }

    /// <summary>The key in the folder; made there when it is missing. A development key is a key of its own, called <c>dev</c>.</summary>
    public static BundleSigningKey Open(string folder, string profile)
    {
        var development = profile == "Development";
        var privateFile = Path.Combine(folder, development ? "policy-signing-key-dev.pem" : "policy-signing-key.pem");
        var keySetFile = Path.Combine(folder, development ? "policy-keys-dev.json" : "policy-keys.json");
        using var key = PrivateFiles.Key(privateFile);
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var (x, y) = (Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
        var keyId = development ? "dev" : Thumbprint(x, y);
        PrivateFiles.Write(keySetFile, JsonSerializer.Serialize(new
        {
            keys = new[] { new { kty = "EC", crv = "P-256", x, y, kid = keyId, use = "sig", alg = "ES256" } },
        }));
        return new(privateFile, keySetFile, keyId);
    }

    // RFC 7638: the members in this order, without spaces.
    private static string Thumbprint(string x, string y)
        => Base64Url.EncodeToString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}""")));
}
