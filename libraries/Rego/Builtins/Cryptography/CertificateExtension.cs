using System.Formats.Asn1;

namespace Platform.Rego.Builtins.Cryptography;

/// <summary>An extension of a certificate, its value still encoded.</summary>
internal sealed record CertificateExtension(string Id, bool Critical, byte[] Value)
{
    public static List<CertificateExtension> ReadAll(AsnReader sequence)
    {
        List<CertificateExtension> extensions = [];
        while (sequence.HasData)
        {
            AsnReader one = sequence.ReadSequence();
            string id = one.ReadObjectIdentifier();
            bool critical = one.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean) && one.ReadBoolean();
            extensions.Add(new CertificateExtension(id, critical, one.ReadOctetString()));
        }

        return extensions;
    }

    public AsnReader Open() => new(Value, AsnEncodingRules.DER);
}
