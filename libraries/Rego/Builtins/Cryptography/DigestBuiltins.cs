using System.Security.Cryptography;
using System.Text;

namespace Platform.Rego.Builtins.Cryptography;

/// <summary>crypto.md5, crypto.sha1, crypto.sha256 and crypto.hmac.*; digests are lower-case hexadecimal.</summary>
internal static class DigestBuiltins
{
    // MD5 and SHA-1 are OPA's builtins; nothing of ours relies on them.
    [Builtin("crypto.md5")]
    internal static string Md5(BuiltinContext context, string text) => Hex(MD5.HashData(Bytes(context, text)));

    [Builtin("crypto.sha1")]
    internal static string Sha1(BuiltinContext context, string text) => Hex(SHA1.HashData(Bytes(context, text)));

    [Builtin("crypto.sha256")]
    internal static string Sha256(BuiltinContext context, string text) => Hex(SHA256.HashData(Bytes(context, text)));

    [Builtin("crypto.hmac.md5")]
    internal static string HmacMd5(BuiltinContext context, string text, string key) => Hex(HMACMD5.HashData(Bytes(context, key), Bytes(context, text)));

    [Builtin("crypto.hmac.sha1")]
    internal static string HmacSha1(BuiltinContext context, string text, string key) => Hex(HMACSHA1.HashData(Bytes(context, key), Bytes(context, text)));

    [Builtin("crypto.hmac.sha256")]
    internal static string HmacSha256(BuiltinContext context, string text, string key) =>
        Hex(HMACSHA256.HashData(Bytes(context, key), Bytes(context, text)));

    [Builtin("crypto.hmac.sha512")]
    internal static string HmacSha512(BuiltinContext context, string text, string key) =>
        Hex(HMACSHA512.HashData(Bytes(context, key), Bytes(context, text)));

    /// <summary>Compares in a time that does not depend on where the texts differ.</summary>
    [Builtin("crypto.hmac.equal")]
    internal static bool HmacEqual(string mac1, string mac2) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(mac1), Encoding.UTF8.GetBytes(mac2));

    private static string Hex(byte[] digest) => Convert.ToHexStringLower(digest);

    private static byte[] Bytes(BuiltinContext context, string text)
    {
        context.Charge(text.Length);
        return Encoding.UTF8.GetBytes(text);
    }
}
