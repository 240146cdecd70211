using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Platform.Rego.Builtins.Cryptography;

/// <summary>Whether a private key belongs to a certificate.</summary>
internal static class KeyPair
{
    public static bool Matches(CertificateFields certificate, PrivateKey key)
    {
        var publicKey = PublicKey.CreateFromSubjectPublicKeyInfo(certificate.PublicKeyInfo, out _);
        switch (key)
        {
            case PrivateKey.Rsa rsa:
                using (RSA? known = publicKey.GetRSAPublicKey())
                {
                    return known?.ExportParameters(false).Modulus.AsSpan().SequenceEqual(rsa.Parameters.Modulus) ?? false;
                }

            case PrivateKey.EllipticCurve curve:
                using (ECDsa? known = publicKey.GetECDsaPublicKey())
                {
                    return known?.ExportParameters(false).Q.X.AsSpan().SequenceEqual(curve.Parameters.Q.X) ?? false;
                }

            case PrivateKey.EdwardsCurve edwards:
                return publicKey.EncodedKeyValue.RawData.AsSpan().SequenceEqual(Ed25519.PublicKey(edwards.Seed));
            default:
                throw new InvalidOperationException($"unexpected key {key.GetType().Name}");
        }
    }
}
