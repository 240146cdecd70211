using System.Text.Json;
using System.Text.Json.Nodes;

namespace Platform.Rego.Bundles;

/// <summary>The <c>.manifest</c> of a bundle. Sequence, issue and expiry stand in <c>metadata</c>, so that the signature covers them.</summary>
/// <param name="Revision">Name of the revision.</param>
/// <param name="Roots">What the bundle owns of <c>data</c>; <c>""</c> is all of it.</param>
/// <param name="Sequence">Grows with every revision ever published; 0 when the bundle does not say.</param>
/// <param name="Issued">When it was signed.</param>
/// <param name="Expires">When it must not be used any more.</param>
public sealed record BundleManifest(string Revision, IReadOnlyList<string> Roots, long Sequence, DateTimeOffset? Issued, DateTimeOffset? Expires)
{
    /// <summary>The manifest as OPA reads it.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["revision"] = Revision,
        ["roots"] = new JsonArray([.. Roots.Select(root => (JsonNode)root)]),
        ["rego_version"] = 1,
        ["metadata"] = new JsonObject
        {
            ["sequence"] = Sequence,
            ["issued"] = Issued,
            ["expires"] = Expires,
        },
    });

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="BundleRefusedException">It is not a manifest, or for another version of Rego.</exception>
    public static BundleManifest Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new() { AllowDuplicateProperties = false, MaxDepth = 32 });
            var root = document.RootElement;
            if (root.TryGetProperty("rego_version", out var version) && version.GetInt32() != 1)
            {
                throw new BundleRefusedException(BundleRefusal.Malformed, "the manifest asks for a version of Rego other than 1");
            }

            var roots = root.TryGetProperty("roots", out var list) ? list.EnumerateArray().Select(item => item.GetString()!).ToArray() : [""];
            var metadata = root.TryGetProperty("metadata", out var found) ? found : default;
            return new(
                root.TryGetProperty("revision", out var revision) ? revision.GetString() ?? "" : "",
                roots,
                Member(metadata, "sequence") is { } sequence ? sequence.GetInt64() : 0,
                Member(metadata, "issued")?.GetDateTimeOffset(),
                Member(metadata, "expires")?.GetDateTimeOffset());
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new BundleRefusedException(BundleRefusal.Malformed, $"the manifest cannot be read: {e.Message}");
        }
    }

    private static JsonElement? Member(JsonElement metadata, string name) =>
        metadata.ValueKind == JsonValueKind.Object && metadata.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
