using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Platform.WorkloadIdentity;

/// <summary>A JWS in compact form, ES256 only (RFC 7515, RFC 8725). Parsing proves nothing; <see cref="Verify"/> does.</summary>
/// <remarks>Strict on purpose: three parts, canonical base64url, JSON objects without duplicate members, depth at most 8, no `crit`, no `b64`.</remarks>
public sealed class CompactJws
{
    /// <summary>The longest text that is parsed, in characters.</summary>
    public const int MaxLength = 16 * 1024;

    private const int SignatureLength = 64;
    private static readonly JsonDocumentOptions s_strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };
    // `+` in a type need not be escaped: the text is never put into a page as it is.
    private static readonly JsonWriterOptions s_plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly string _text;
    private readonly int _signedLength;
    private readonly byte[] _signature;

    private CompactJws(string text, int signedLength, JsonElement header, JsonElement payload, byte[] signature)
    {
        _text = text;
        _signedLength = signedLength;
        _signature = signature;
        Header = header;
        Payload = payload;
    }

    /// <summary>The protected header.</summary>
    public JsonElement Header { get; }

    /// <summary>The claims, unproven until <see cref="Verify"/> is true.</summary>
    public JsonElement Payload { get; }

    /// <summary>`typ`, as written.</summary>
    public string? Type => Text(Header, "typ");

    /// <summary>`kid`, as written.</summary>
    public string? KeyId => Text(Header, "kid");

    /// <summary>Parses; false when malformed in any way or when `alg` is not ES256.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CompactJws? jws)
    {
        jws = null;
        if (text is null || text.Length > MaxLength)
        {
            return false;
        }

        var first = text.IndexOf('.', StringComparison.Ordinal);
        var second = first < 0 ? -1 : text.IndexOf('.', first + 1);
        if (second < 0 || !TryDecode(text.AsSpan(0, first), out var header) || !TryDecode(text.AsSpan(first + 1, second - first - 1), out var payload)
            || !TryDecode(text.AsSpan(second + 1), out var signature) || signature.Length != SignatureLength
            || !TryObject(header, out var headerObject) || !TryObject(payload, out var payloadObject)
            || Text(headerObject, "alg") != "ES256" || headerObject.TryGetProperty("crit", out _) || headerObject.TryGetProperty("b64", out _))
        {
            return false;
        }

        jws = new CompactJws(text, second, headerObject, payloadObject, signature);
        return true;
    }

    /// <summary>True when the signature is by this key.</summary>
    public bool Verify(ECDsa key)
    {
        Span<byte> signed = _signedLength <= 4096 ? stackalloc byte[_signedLength] : new byte[_signedLength];
        Encoding.ASCII.GetBytes(_text.AsSpan(0, _signedLength), signed);
        return key.VerifyData(signed, _signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    /// <summary>Signs a header (`alg` and `typ` are written first) and claims.</summary>
    public static string Sign(ECDsa key, string type, Action<Utf8JsonWriter> header, Action<Utf8JsonWriter> claims)
    {
        var signed = Encode(writer =>
        {
            writer.WriteString("alg", "ES256");
            writer.WriteString("typ", type);
            header(writer);
        }) + "." + Encode(claims);
        var signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return signed + "." + Base64Url.EncodeToString(signature);
    }

    /// <summary>A member that is a string, or null.</summary>
    public static string? Text(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate: well-formed JSON, but no text.
            return null;
        }
    }

    /// <summary>A member that is a time in whole or fractional seconds (NumericDate), or null.</summary>
    public static DateTimeOffset? Time(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds)
        && seconds is >= 0 and < 253402300800
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000))
            : null;

    internal static bool TryDecode(ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))
            {
                return false;
            }
        }

        var buffer = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        if (Base64Url.DecodeFromChars(text, buffer, out _, out var written) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        bytes = written == buffer.Length ? buffer : buffer[..written];
        return true;
    }

    private static bool TryObject(byte[] json, out JsonElement element)
    {
        element = default;
        if (!System.Text.Unicode.Utf8.IsValid(json))
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(json, s_strict);
            element = document.RootElement.Clone();
            return element.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Encode(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, s_plain))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return Base64Url.EncodeToString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }
}
