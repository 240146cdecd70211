using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Platform.Rego.Bundles;

/// <summary>
/// Verifies that a bundle is exactly what somebody whom we know signed for us. Signing is never optional here: a bundle without a signature is refused,
/// whatever it or its header says.
/// </summary>
/// <param name="keys">Known keys.</param>
/// <param name="scope">The scope that the signature must name.</param>
public sealed class BundleVerifier(BundleKeys keys, string scope)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>Verifies and returns the id of the key that signed.</summary>
    /// <exception cref="BundleRefusedException">It is anything else.</exception>
    public string Verify(Bundle bundle)
    {
        try
        {
            var token = TheSignature(bundle);
            var parts = token.Split('.');
            if (parts.Length != 3)
            {
                throw new BundleRefusedException(BundleRefusal.Malformed, "the signature is not a compact JWS");
            }

            var keyId = VerifyToken(parts);
            using var payload = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]), Strict);
            VerifyPayload(payload.RootElement, keyId, bundle);
            return keyId;
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or CryptographicException)
        {
            throw new BundleRefusedException(BundleRefusal.Malformed, $"the signature cannot be read: {e.Message}", e);
        }
    }

    private static string TheSignature(Bundle bundle)
    {
        if (bundle.Signatures is not { } bytes)
        {
            throw new BundleRefusedException(BundleRefusal.Unsigned, "the bundle is not signed");
        }

        using var document = JsonDocument.Parse(bytes, Strict);
        var signatures = document.RootElement.GetProperty("signatures");
        return signatures.GetArrayLength() switch
        {
            0 => throw new BundleRefusedException(BundleRefusal.Unsigned, "the bundle is not signed"),
            1 => signatures[0].GetString() ?? "",
            var count => throw new BundleRefusedException(BundleRefusal.Malformed, $"the bundle has {count} signatures instead of one"),
        };
    }

    private string VerifyToken(string[] parts)
    {
        using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0]), Strict);
        if (header.RootElement.GetProperty("alg").GetString() != "ES256")
        {
            throw new BundleRefusedException(BundleRefusal.Algorithm, "the signature's algorithm is not ES256");
        }

        var keyId = header.RootElement.TryGetProperty("kid", out var kid) ? kid.GetString() ?? "" : "";
        if (!keys.Knows(keyId))
        {
            throw new BundleRefusedException(BundleRefusal.Key, $"the signing key '{keyId}' is not known");
        }

        return keys.Verify(keyId, Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]))
            ? keyId
            : throw new BundleRefusedException(BundleRefusal.Signature, "the signature does not verify");
    }

    private void VerifyPayload(JsonElement payload, string keyId, Bundle bundle)
    {
        if (payload.TryGetProperty("keyid", out var named) && named.GetString() != keyId)
        {
            throw new BundleRefusedException(BundleRefusal.Key, "header and payload name different keys");
        }

        if (!payload.TryGetProperty("scope", out var signedFor) || signedFor.GetString() != scope)
        {
            throw new BundleRefusedException(BundleRefusal.Scope, $"the bundle is not signed for '{scope}'");
        }

        var signed = payload.GetProperty("files").EnumerateArray().ToDictionary(file => file.GetProperty("name").GetString()!);
        foreach (var (name, content) in bundle.Files)
        {
            if (!signed.Remove(name, out var file))
            {
                throw new BundleRefusedException(BundleRefusal.FileSet, $"'{name}' is not signed");
            }

            VerifyFile(name, content, file);
        }

        if (signed.Count > 0)
        {
            throw new BundleRefusedException(BundleRefusal.FileSet, $"'{signed.Keys.First()}' is signed but missing");
        }
    }

    private static void VerifyFile(string name, ReadOnlyMemory<byte> content, JsonElement file)
    {
        if (file.GetProperty("algorithm").GetString() != BundleHash.Algorithm)
        {
            throw new BundleRefusedException(BundleRefusal.Algorithm, $"the hash of '{name}' is not {BundleHash.Algorithm}");
        }

        if (file.GetProperty("hash").GetString() != BundleHash.Of(name, content))
        {
            throw new BundleRefusedException(BundleRefusal.Digest, $"'{name}' is not what was signed");
        }
    }
}
