using System.Formats.Asn1;
using System.Numerics;

namespace Platform.Rego.Builtins.Cryptography;

/// <summary>A certificate taken apart, RFC 5280 §4.1.</summary>
internal sealed record CertificateFields(
    byte[] Raw,
    byte[] ToBeSigned,
    int Version,
    BigInteger SerialNumber,
    byte[] Issuer,
    DateTimeOffset NotBefore,
    DateTimeOffset NotAfter,
    byte[] Subject,
    byte[] PublicKeyInfo,
    IReadOnlyList<CertificateExtension> Extensions,
    byte[] SignatureAlgorithm,
    byte[] Signature)
{
    private static readonly Asn1Tag Version0 = new(TagClass.ContextSpecific, 0, true);
    private static readonly Asn1Tag IssuerId = new(TagClass.ContextSpecific, 1);
    private static readonly Asn1Tag SubjectId = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag Extensions3 = new(TagClass.ContextSpecific, 3, true);

    /// <summary>The certificates in a concatenation of them.</summary>
    public static List<CertificateFields> ReadAll(ReadOnlyMemory<byte> der)
    {
        List<CertificateFields> certificates = [];
        while (!der.IsEmpty)
        {
            ReadOnlyMemory<byte> one = new AsnReader(der, AsnEncodingRules.DER).PeekEncodedValue();
            certificates.Add(Read(one));
            der = der[one.Length..];
        }

        return certificates;
    }

    public static CertificateFields Read(ReadOnlyMemory<byte> der)
    {
        AsnReader outer = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
        byte[] toBeSigned = outer.PeekEncodedValue().ToArray();
        AsnReader body = outer.ReadSequence();
        byte[] algorithm = outer.ReadEncodedValue().ToArray();
        byte[] signature = outer.ReadBitString(out _);
        outer.ThrowIfNotEmpty();

        int version = 0;
        if (body.PeekTag().HasSameClassAndValue(Version0))
        {
            AsnReader explicitVersion = body.ReadSequence(Version0);
            version = (int)explicitVersion.ReadInteger();
        }

        BigInteger serial = body.ReadInteger();
        body.ReadEncodedValue(); // the algorithm again
        byte[] issuer = body.ReadEncodedValue().ToArray();
        AsnReader validity = body.ReadSequence();
        DateTimeOffset notBefore = ReadTime(validity), notAfter = ReadTime(validity);
        byte[] subject = body.ReadEncodedValue().ToArray();
        byte[] publicKey = body.ReadEncodedValue().ToArray();
        foreach (Asn1Tag tag in (ReadOnlySpan<Asn1Tag>)[IssuerId, SubjectId])
        {
            if (body.HasData && body.PeekTag().HasSameClassAndValue(tag))
            {
                body.ReadEncodedValue();
            }
        }

        List<CertificateExtension> extensions = [];
        if (body.HasData)
        {
            extensions = CertificateExtension.ReadAll(body.ReadSequence(Extensions3).ReadSequence());
        }

        return new CertificateFields(
            der.ToArray(), toBeSigned, version + 1, serial, issuer, notBefore, notAfter, subject, publicKey, extensions, algorithm, signature);
    }

    private static DateTimeOffset ReadTime(AsnReader reader) =>
        reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) ? reader.ReadUtcTime(2049) : reader.ReadGeneralizedTime();
}
