using Platform.Rego.Values;

namespace Platform.Rego.Builtins;

/// <summary>base64.* and base64url.*</summary>
internal static class Base64
{
    [Builtin("base64.encode")]
    internal static string Encode(string x) => Convert.ToBase64String(Utf8Text.Encode(x));

    [Builtin("base64.decode")]
    internal static string Decode(BuiltinContext context, string x)
    {
        context.Charge(x.Length);
        return Utf8Text.Decode(GoBase64.Standard.Decode(x));
    }

    [Builtin("base64.is_valid")]
    internal static bool IsValid(Val x) => x.Kind == ValKind.String && GoBase64.Standard.TryDecode(x.AsString(), out _, out _);

    [Builtin("base64url.encode")]
    internal static string UrlEncode(string x) => Encode(x).Replace('+', '-').Replace('/', '_');

    [Builtin("base64url.encode_no_pad")]
    internal static string UrlEncodeWithoutPadding(string x) => UrlEncode(x).TrimEnd('=');

    /// <summary>Missing padding is forgiven, as RFC 7515 does.</summary>
    [Builtin("base64url.decode")]
    internal static string UrlDecode(BuiltinContext context, string x)
    {
        context.Charge(x.Length);
        if (!x.EndsWith('='))
        {
            x = (System.Text.Encoding.UTF8.GetByteCount(x) % 4) switch
            {
                0 => x,
                2 => x + "==",
                3 => x + "=",
                _ => throw new BuiltinException($"illegal base64url string: {x}"),
            };
        }

        return Utf8Text.Decode(GoBase64.Url.Decode(x));
    }
}
