using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Platform.Rego.Builtins.Cryptography;

namespace Platform.Rego.Builtins.Tokens;

/// <summary>A key that tokens are verified by.</summary>
/// <param name="Algorithm">The only algorithm it is for; empty if the key does not say.</param>
/// <param name="KeyId">Its <c>kid</c>; empty if it has none.</param>
internal abstract record VerificationKey(string Algorithm, string KeyId)
{
    public sealed record Rsa(RSAParameters Parameters, string Algorithm, string KeyId) : VerificationKey(Algorithm, KeyId);

    public sealed record EllipticCurve(ECParameters Parameters, string Algorithm, string KeyId) : VerificationKey(Algorithm, KeyId);

    public sealed record EdwardsCurve(byte[] Point, string Algorithm, string KeyId) : VerificationKey(Algorithm, KeyId);

    public sealed record Secret(byte[] Bytes, string Algorithm, string KeyId) : VerificationKey(Algorithm, KeyId);

    /// <summary>A key of a kind that verifies nothing, such as a private one.</summary>
    public sealed record Other(string Algorithm, string KeyId) : VerificationKey(Algorithm, KeyId);

    /// <summary>The keys of a certificate or public key in PEM, of a JWK or of a JWK Set.</summary>
    public static IReadOnlyList<VerificationKey> ReadAll(string text)
    {
        if (PemBlock.TryRead(text, out string rest) is not { } block)
        {
            return JsonWebKeys.ReadAll(text);
        }

        if (rest.Length > 0)
        {
            throw new BuiltinException("extra data after a PEM certificate block");
        }

        try
        {
            return block.Type switch
            {
                "CERTIFICATE" => [FromPublicKeyInfo(CertificateFields.Read(block.Bytes).PublicKeyInfo)],
                "PUBLIC KEY" => [FromPublicKeyInfo(block.Bytes)],
                _ => throw new BuiltinException("failed to extract a Key from the PEM certificate"),
            };
        }
        catch (Exception malformed) when (malformed is System.Formats.Asn1.AsnContentException or CryptographicException)
        {
            string what = block.Type == "CERTIFICATE" ? "certificate" : "public key";
            throw new BuiltinException($"failed to parse a PEM {what}: {malformed.Message}");
        }
    }

    /// <summary>Whether a signature over the text is this key's, by an algorithm that fits the key.</summary>
    public bool Verifies(JwsAlgorithm algorithm, string signed, byte[] signature)
    {
        byte[] message = Encoding.UTF8.GetBytes(signed);
        switch (this)
        {
            case Rsa { Parameters: var parameters } when algorithm.RsaPadding is { } padding:
                using (var rsa = RSA.Create(parameters))
                {
                    return rsa.VerifyData(message, signature, algorithm.Hash, padding);
                }

            case EllipticCurve { Parameters: var parameters } when algorithm.Family == JwsFamily.Ecdsa:
                return VerifiesEcdsa(parameters, algorithm, message, signature);
            case EdwardsCurve { Point: var point } when algorithm.Family == JwsFamily.EdDsa:
                return Ed25519.Verify(point, message, signature);
            case Secret { Bytes: var secret } when algorithm.Family == JwsFamily.Hmac:
                return CryptographicOperations.FixedTimeEquals(CryptographicOperations.HmacData(algorithm.Hash, secret, message), signature);
            default:
                return false;
        }
    }

    private static bool VerifiesEcdsa(ECParameters parameters, JwsAlgorithm algorithm, byte[] message, byte[] signature)
    {
        using var ec = ECDsa.Create(parameters);
        int size = (ec.KeySize + 7) / 8;
        int half = signature.Length / 2;
        byte[]? r = Fit(signature.AsSpan(0, half), size), s = Fit(signature.AsSpan(half), size);
        return r is not null && s is not null
            && ec.VerifyData(message, (byte[])[.. r, .. s], algorithm.Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private static byte[]? Fit(ReadOnlySpan<byte> number, int size)
    {
        number = number.TrimStart((byte)0);
        if (number.Length > size)
        {
            return null;
        }

        byte[] padded = new byte[size];
        number.CopyTo(padded.AsSpan(size - number.Length));
        return padded;
    }

    private static VerificationKey FromPublicKeyInfo(byte[] info)
    {
        var key = PublicKey.CreateFromSubjectPublicKeyInfo(info, out _);
        switch (key.Oid.Value)
        {
            case "1.2.840.113549.1.1.1":
                using (RSA rsa = key.GetRSAPublicKey()!)
                {
                    return new Rsa(rsa.ExportParameters(false), "", "");
                }

            case "1.2.840.10045.2.1":
                using (ECDsa ec = key.GetECDsaPublicKey()!)
                {
                    return new EllipticCurve(ec.ExportParameters(false), "", "");
                }

            case "1.3.101.112":
                return new EdwardsCurve(key.EncodedKeyValue.RawData, "", "");
            default:
                return new Other("", "");
        }
    }
}
