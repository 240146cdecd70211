using System.Text;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Tokens;

/// <summary>io.jwt.verify_*; the key is a certificate or public key in PEM, a JWK or a JWK Set, or for HMAC the secret.</summary>
internal static class TokenVerifyBuiltins
{
    [Builtin("io.jwt.verify_rs256")]
    internal static bool VerifyRs256(string token, string key) => Verify(token, key, "RS256");

    [Builtin("io.jwt.verify_rs384")]
    internal static bool VerifyRs384(string token, string key) => Verify(token, key, "RS384");

    [Builtin("io.jwt.verify_rs512")]
    internal static bool VerifyRs512(string token, string key) => Verify(token, key, "RS512");

    [Builtin("io.jwt.verify_ps256")]
    internal static bool VerifyPs256(string token, string key) => Verify(token, key, "PS256");

    [Builtin("io.jwt.verify_ps384")]
    internal static bool VerifyPs384(string token, string key) => Verify(token, key, "PS384");

    [Builtin("io.jwt.verify_ps512")]
    internal static bool VerifyPs512(string token, string key) => Verify(token, key, "PS512");

    [Builtin("io.jwt.verify_es256")]
    internal static bool VerifyEs256(string token, string key) => Verify(token, key, "ES256");

    [Builtin("io.jwt.verify_es384")]
    internal static bool VerifyEs384(string token, string key) => Verify(token, key, "ES384");

    [Builtin("io.jwt.verify_es512")]
    internal static bool VerifyEs512(string token, string key) => Verify(token, key, "ES512");

    [Builtin("io.jwt.verify_eddsa")]
    internal static bool VerifyEdDsa(string token, string key) => Verify(token, key, "EdDSA");

    [Builtin("io.jwt.verify_hs256")]
    internal static bool VerifyHs256(string token, string secret) => VerifySecret(token, secret, "HS256");

    [Builtin("io.jwt.verify_hs384")]
    internal static bool VerifyHs384(string token, string secret) => VerifySecret(token, secret, "HS384");

    [Builtin("io.jwt.verify_hs512")]
    internal static bool VerifyHs512(string token, string secret) => VerifySecret(token, secret, "HS512");

    private static bool Verify(string token, string keyText, string algorithmName)
    {
        JwsAlgorithm algorithm = JwsAlgorithm.Find(algorithmName)!;
        var parts = CompactToken.Split(token);
        IReadOnlyList<VerificationKey> keys = VerificationKey.ReadAll(keyText);
        byte[] signature = parts.ReadSignature();
        var header = TokenHeader.Read(parts.ReadHeader());
        if (header.KeyId.Length > 0 && keys.FirstOrDefault(k => k.KeyId == header.KeyId) is { } named)
        {
            return named.Verifies(algorithm, parts.Signed, signature);
        }

        return keys.Any(key => (key.Algorithm.Length == 0 || key.Algorithm == header.Algorithm) && key.Verifies(algorithm, parts.Signed, signature));
    }

    private static bool VerifySecret(string token, string secret, string algorithmName)
    {
        var parts = CompactToken.Split(token);
        var key = new VerificationKey.Secret(Encoding.UTF8.GetBytes(secret), "", "");
        return key.Verifies(JwsAlgorithm.Find(algorithmName)!, parts.Signed, parts.ReadSignature());
    }
}
