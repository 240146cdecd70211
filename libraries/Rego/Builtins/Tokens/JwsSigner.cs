using System.Security.Cryptography;
using Platform.Rego.Builtins.Cryptography;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Tokens;

/// <summary>Signs with a JSON Web Key.</summary>
internal static class JwsSigner
{
    public static byte[] Sign(Val key, JwsAlgorithm algorithm, byte[] message)
    {
        try
        {
            string type = key["kty"].Kind == ValKind.String ? key["kty"].AsString() : "";
            switch (algorithm.Family)
            {
                case JwsFamily.Hmac when type == "oct":
                    return CryptographicOperations.HmacData(algorithm.Hash, JsonWebKeys.Required(key, "k"), message);
                case JwsFamily.RsaPkcs1 or JwsFamily.RsaPss when type == "RSA" && key["d"].IsDefined:
                    using (var rsa = RSA.Create(JsonWebKeys.RsaParameters(key)))
                    {
                        return rsa.SignData(message, algorithm.Hash, algorithm.RsaPadding!);
                    }

                case JwsFamily.Ecdsa when type == "EC" && key["d"].IsDefined:
                    using (var ec = ECDsa.Create(JsonWebKeys.EcParameters(key)))
                    {
                        return ec.SignData(message, algorithm.Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
                    }

                case JwsFamily.EdDsa when type == "OKP" && key["d"].IsDefined:
                    byte[] seed = JsonWebKeys.Required(key, "d");
                    return seed.Length == Ed25519.KeyLength ? Ed25519.Sign(seed, message) : throw new FormatException("an Ed25519 key has 32 bytes");
                default:
                    throw new BuiltinException($"failed to sign: a {type} key cannot sign with {algorithm.Name}");
            }
        }
        catch (Exception failure) when (failure is FormatException or CryptographicException)
        {
            throw new BuiltinException($"failed to sign: {failure.Message}");
        }
    }
}
