using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Platform.Rego.Bundles;

/// <summary>Signs bundles with ES256, in OPA's form: a JWT over the names and hashes of all files.</summary>
/// <param name="key">A P-256 key.</param>
/// <param name="keyId">Its <c>kid</c>.</param>
/// <param name="scope">For whom the bundle is.</param>
public sealed class BundleSigner(ECDsa key, string keyId, string scope)
{
    /// <summary>The bundle with its signature, over its manifest and every file.</summary>
    public Bundle Sign(BundleManifest manifest, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files)
    {
        var all = new SortedDictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal) { [Bundle.ManifestName] = manifest.ToJson() };
        foreach (var (name, content) in files)
        {
            all.Add(name, content);
        }

        var payload = new JsonObject
        {
            ["files"] = new JsonArray([.. all.Select(file => (JsonNode)new JsonObject
            {
                ["name"] = file.Key,
                ["hash"] = BundleHash.Of(file.Key, file.Value),
                ["algorithm"] = BundleHash.Algorithm,
            })]),
            ["scope"] = scope,
        };
        var header = new JsonObject { ["alg"] = "ES256", ["kid"] = keyId, ["typ"] = "JWT" };
        var signed = $"{Encode(header)}.{Encode(payload)}";
        var signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        var token = $"{signed}.{System.Buffers.Text.Base64Url.EncodeToString(signature)}";
        return new(manifest, all, JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["signatures"] = new JsonArray(token) }));
    }

    private static string Encode(JsonObject json) => System.Buffers.Text.Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(json));
}
