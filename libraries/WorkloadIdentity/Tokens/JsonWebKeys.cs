using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Platform.WorkloadIdentity;

/// <summary>P-256 keys as JSON Web Keys (RFC 7517, 7518 §6.2, 7638). No other kind is read or written.</summary>
public static class JsonWebKeys
{
    private const int CoordinateLength = 32;

    /// <summary>The RFC 7638 thumbprint of the public half.</summary>
    public static string Thumbprint(ECDsa key)
    {
        var (x, y) = Coordinates(key);
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}""")));
    }

    /// <summary>Writes the public half as one JSON object; with a key id also `kid`, `use` and `alg`.</summary>
    public static void Write(Utf8JsonWriter writer, ECDsa key, string? keyId = null)
    {
        var (x, y) = Coordinates(key);
        writer.WriteStartObject();
        writer.WriteString("kty", "EC");
        writer.WriteString("crv", "P-256");
        writer.WriteString("x", x);
        writer.WriteString("y", y);
        if (keyId is not null)
        {
            writer.WriteString("kid", keyId);
            writer.WriteString("use", "sig");
            writer.WriteString("alg", "ES256");
        }

        writer.WriteEndObject();
    }

    /// <summary>Reads a public P-256 key; a key with a private part, of another kind, or not on the curve is refused.</summary>
    public static bool TryRead(JsonElement jwk, [NotNullWhen(true)] out ECDsa? key)
    {
        key = null;
        if (jwk.ValueKind != JsonValueKind.Object || jwk.TryGetProperty("d", out _)
            || CompactJws.Text(jwk, "kty") != "EC" || CompactJws.Text(jwk, "crv") != "P-256"
            || Coordinate(jwk, "x") is not { } x || Coordinate(jwk, "y") is not { } y)
        {
            return false;
        }

        try
        {
            key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = x, Y = y } });
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static byte[]? Coordinate(JsonElement jwk, string name) =>
        CompactJws.Text(jwk, name) is { } text && CompactJws.TryDecode(text, out var bytes) && bytes.Length == CoordinateLength ? bytes : null;

    private static (string X, string Y) Coordinates(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return (Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
    }
}
