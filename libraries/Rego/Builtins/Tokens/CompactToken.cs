using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Tokens;

/// <summary>A JSON Web Token in compact serialization, RFC 7519 and RFC 7515 §7.1, its parts still encoded.</summary>
internal sealed record CompactToken(string Header, string Payload, string Signature)
{
    /// <summary>What the signature is over.</summary>
    public string Signed => $"{Header}.{Payload}";

    public static CompactToken Split(string token)
    {
        if (!token.Contains('.'))
        {
            throw new BuiltinException("encoded JWT had no period separators");
        }

        string[] parts = token.Split('.');
        return parts.Length == 3
            ? new CompactToken(parts[0], parts[1], parts[2])
            : throw new BuiltinException($"encoded JWT must have 3 sections, found {parts.Length}");
    }

    /// <exception cref="BuiltinException">The header is no JSON object, or that of an encrypted token.</exception>
    public RObj ReadHeader()
    {
        string json = DecodeText(Header, "JWT header had invalid encoding: ");
        RObj header = ReadObject(json, "bad JWT header: ");
        return header.ContainsKey("enc") ? throw new BuiltinException("JWT is a JWE object, which is not supported") : header;
    }

    public string ReadPayload() => DecodeText(Payload, "JWT payload had invalid encoding: ");

    public byte[] ReadSignature(string prefix = "") => Decode(Signature, prefix);

    public static RObj ReadObject(string json, string prefix = "")
    {
        try
        {
            Val value = Val.Parse(json);
            return value.Kind == ValKind.Object ? value.AsObject() : throw new BuiltinException($"{prefix}decoded JSON type was not an Object");
        }
        catch (JsonFormatException malformed)
        {
            throw new BuiltinException($"{prefix}invalid JSON: {malformed.Message}");
        }
    }

    private static string DecodeText(string part, string prefix) => Utf8Text.Decode(Decode(part, prefix));

    private static byte[] Decode(string part, string prefix)
    {
        try
        {
            string padded = part.EndsWith('=')
                ? part
                : (part.Length % 4) switch
                {
                    0 => part,
                    2 => part + "==",
                    3 => part + "=",
                    _ => throw new BuiltinException($"illegal base64url string: {part}"),
                };
            return GoBase64.Url.Decode(padded);
        }
        catch (BuiltinException invalid)
        {
            throw new BuiltinException(prefix + invalid.Message);
        }
    }
}
