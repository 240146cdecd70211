using Platform.Rego.Values;

namespace Platform.Rego.Builtins;

/// <summary>hex.*</summary>
internal static class Hex
{
    [Builtin("hex.encode")]
    internal static string Encode(string x) => Convert.ToHexStringLower(Utf8Text.Encode(x));

    [Builtin("hex.decode")]
    internal static string Decode(string x)
    {
        foreach (var b in Utf8Text.Encode(x))
        {
            if (!char.IsAsciiHexDigit((char)b))
            {
                var shown = b is >= 0x20 and < 0x7F or >= 0xA1 and not 0xAD ? $" '{(char)b}'" : "";
                throw new BuiltinException($"encoding/hex: invalid byte: U+{b:X4}{shown}");
            }
        }

        return x.Length % 2 == 0
            ? Utf8Text.Decode(Convert.FromHexString(x))
            : throw new BuiltinException("encoding/hex: odd length hex string");
    }
}
