using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Cryptography;

/// <summary>A private key: RSA, elliptic curve or Ed25519.</summary>
internal abstract record PrivateKey
{
    public sealed record Rsa(RSAParameters Parameters) : PrivateKey;

    public sealed record EllipticCurve(ECParameters Parameters) : PrivateKey;

    public sealed record EdwardsCurve(byte[] Seed) : PrivateKey;

    /// <summary>The keys of a PEM text; blocks of other kinds are passed over.</summary>
    public static List<PrivateKey> ReadAll(string pem)
    {
        List<PrivateKey> keys = [];
        foreach (PemBlock block in PemBlock.ReadAll(pem))
        {
            PrivateKey? key = block.Type switch
            {
                "RSA PRIVATE KEY" or "EC PRIVATE KEY" or "PRIVATE KEY" => DerReading.Structure(() => Read(block.Type, block.Bytes)),
                _ => null,
            };
            if (key is not null)
            {
                keys.Add(key);
            }
        }

        return keys;
    }

    public static PrivateKey Read(string type, byte[] der)
    {
        switch (type)
        {
            case "RSA PRIVATE KEY":
                using (var rsa = RSA.Create())
                {
                    rsa.ImportRSAPrivateKey(der, out _);
                    return new Rsa(rsa.ExportParameters(true));
                }

            case "EC PRIVATE KEY":
                using (var ec = ECDsa.Create())
                {
                    ec.ImportECPrivateKey(der, out _);
                    return new EllipticCurve(ec.ExportParameters(true));
                }

            default:
                return ReadPkcs8(der);
        }
    }

    private static PrivateKey ReadPkcs8(byte[] der)
    {
        AsnReader reader = new AsnReader(der, AsnEncodingRules.BER).ReadSequence();
        reader.ReadInteger();
        string algorithm = reader.ReadSequence().ReadObjectIdentifier();
        switch (algorithm)
        {
            case "1.3.101.112":
                return new EdwardsCurve(new AsnReader(reader.ReadOctetString(), AsnEncodingRules.DER).ReadOctetString());
            case "1.2.840.10045.2.1":
                using (var ec = ECDsa.Create())
                {
                    ec.ImportPkcs8PrivateKey(der, out _);
                    return new EllipticCurve(ec.ExportParameters(true));
                }

            default:
                using (var rsa = RSA.Create())
                {
                    rsa.ImportPkcs8PrivateKey(der, out _);
                    return new Rsa(rsa.ExportParameters(true));
                }
        }
    }

    /// <summary>As Go's structures in JSON.</summary>
    public Val ToGoJson() => this switch
    {
        Rsa { Parameters: var p } => Val.ObjectOf(
            ("N", Number(p.Modulus)),
            ("E", Number(p.Exponent)),
            ("D", Number(p.D)),
            ("Primes", Val.ArrayOf(Number(p.P), Number(p.Q))),
            ("Precomputed", Val.ObjectOf(("Dp", Number(p.DP)), ("Dq", Number(p.DQ)), ("Qinv", Number(p.InverseQ)), ("CRTValues", RArr.Empty)))),
        EllipticCurve { Parameters: var p } => Val.ObjectOf(
            ("Curve", RObj.Empty), ("X", Number(p.Q.X)), ("Y", Number(p.Q.Y)), ("D", Number(p.D))),
        EdwardsCurve { Seed: var seed } => GoJson.Bytes([.. seed, .. Ed25519.PublicKey(seed)]),
        _ => throw new InvalidOperationException($"unexpected key {GetType().Name}"),
    };

    /// <summary>As a JSON Web Key, RFC 7518 §6.</summary>
    public Val ToJsonWebKey() => this switch
    {
        Rsa { Parameters: var p } => Val.ObjectOf(
            ("kty", "RSA"), ("n", Url(p.Modulus)), ("e", Url(p.Exponent)), ("d", Url(p.D)), ("p", Url(p.P)), ("q", Url(p.Q)),
            ("dp", Url(p.DP)), ("dq", Url(p.DQ)), ("qi", Url(p.InverseQ))),
        EllipticCurve { Parameters: var p } => Val.ObjectOf(
            ("kty", "EC"), ("crv", CurveName(p.Curve)), ("x", Url(p.Q.X)), ("y", Url(p.Q.Y)), ("d", Url(p.D))),
        _ => throw new BuiltinException("jwk: unsupported key type"),
    };

    private static string CurveName(ECCurve curve) => curve.Oid.FriendlyName switch
    {
        "nistP256" or "ECDSA_P256" => "P-256",
        "nistP384" or "ECDSA_P384" => "P-384",
        "nistP521" or "ECDSA_P521" => "P-521",
        _ => throw new BuiltinException($"jwk: unsupported curve {curve.Oid.FriendlyName}"),
    };

    private static Val Number(byte[]? bytes) => Val.From(new BigInteger(bytes, isUnsigned: true, isBigEndian: true));

    private static Val Url(byte[]? bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
