using System.Formats.Asn1;
using System.Numerics;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Cryptography;

/// <summary>The public keys of certificates: Go's number for their algorithm, and their JSON.</summary>
internal static class PublicKeyJson
{
    public static (int Algorithm, Val Key) Write(ReadOnlyMemory<byte> publicKeyInfo)
    {
        AsnReader info = new AsnReader(publicKeyInfo, AsnEncodingRules.DER).ReadSequence();
        AsnReader algorithm = info.ReadSequence();
        string id = algorithm.ReadObjectIdentifier();
        byte[] key = info.ReadBitString(out _);
        switch (id)
        {
            case "1.2.840.113549.1.1.1":
                AsnReader rsa = new AsnReader(key, AsnEncodingRules.DER).ReadSequence();
                BigInteger modulus = rsa.ReadInteger(), exponent = rsa.ReadInteger();
                return (1, Val.ObjectOf(("N", Val.From(modulus)), ("E", Val.From(exponent))));
            case "1.2.840.10045.2.1":
                int half = (key.Length - 1) / 2;
                return (3, Val.ObjectOf(
                    ("Curve", RObj.Empty),
                    ("X", Val.From(new BigInteger(key.AsSpan(1, half), isUnsigned: true, isBigEndian: true))),
                    ("Y", Val.From(new BigInteger(key.AsSpan(1 + half, half), isUnsigned: true, isBigEndian: true)))));
            case "1.3.101.112":
                return (4, GoJson.Bytes(key));
            default:
                return (0, Val.Null);
        }
    }

    /// <summary>Go's x509.SignatureAlgorithm.</summary>
    public static int SignatureAlgorithm(ReadOnlyMemory<byte> algorithmIdentifier)
    {
        AsnReader algorithm = new AsnReader(algorithmIdentifier, AsnEncodingRules.DER).ReadSequence();
        return algorithm.ReadObjectIdentifier() switch
        {
            "1.2.840.113549.1.1.2" => 1,
            "1.2.840.113549.1.1.4" => 2,
            "1.2.840.113549.1.1.5" or "1.3.14.3.2.29" => 3,
            "1.2.840.113549.1.1.11" => 4,
            "1.2.840.113549.1.1.12" => 5,
            "1.2.840.113549.1.1.13" => 6,
            "1.2.840.10040.4.3" => 7,
            "2.16.840.1.101.3.4.3.2" => 8,
            "1.2.840.10045.4.1" => 9,
            "1.2.840.10045.4.3.2" => 10,
            "1.2.840.10045.4.3.3" => 11,
            "1.2.840.10045.4.3.4" => 12,
            "1.2.840.113549.1.1.10" => PssAlgorithm(algorithm),
            "1.3.101.112" => 16,
            _ => 0,
        };
    }

    private static int PssAlgorithm(AsnReader algorithm)
    {
        AsnReader parameters = algorithm.ReadSequence();
        var hashTag = new Asn1Tag(TagClass.ContextSpecific, 0, true);
        if (!parameters.HasData || !parameters.PeekTag().HasSameClassAndValue(hashTag))
        {
            return 0;
        }

        return parameters.ReadSequence(hashTag).ReadSequence().ReadObjectIdentifier() switch
        {
            "2.16.840.1.101.3.4.2.1" => 13,
            "2.16.840.1.101.3.4.2.2" => 14,
            "2.16.840.1.101.3.4.2.3" => 15,
            _ => 0,
        };
    }
}
