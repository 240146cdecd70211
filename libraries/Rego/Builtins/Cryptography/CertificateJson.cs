using System.Formats.Asn1;
using System.Net;
using Platform.Rego.Builtins.Urls;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Cryptography;

/// <summary>Certificates and requests as Go's x509.Certificate and x509.CertificateRequest in JSON.</summary>
internal static class CertificateJson
{
    private static readonly string[] ExtendedUsages =
    [
        "2.5.29.37.0", "1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.3", "1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.5",
        "1.3.6.1.5.5.7.3.6", "1.3.6.1.5.5.7.3.7", "1.3.6.1.5.5.7.3.8", "1.3.6.1.5.5.7.3.9", "1.3.6.1.4.1.311.10.3.3",
        "2.16.840.1.113730.4.1", "1.3.6.1.4.1.311.2.1.22", "1.3.6.1.4.1.311.61.1.1",
    ];

    private static readonly HashSet<string> Handled =
    [
        "2.5.29.14", "2.5.29.15", "2.5.29.17", "2.5.29.19", "2.5.29.30", "2.5.29.31", "2.5.29.32", "2.5.29.33", "2.5.29.35",
        "2.5.29.36", "2.5.29.37", "2.5.29.54", "1.3.6.1.5.5.7.1.1",
    ];

    public static Val Write(CertificateFields certificate)
    {
        (int keyAlgorithm, Val key) = PublicKeyJson.Write(certificate.PublicKeyInfo);
        var json = new ObjectBuilder()
            .Set("Raw", GoJson.Bytes(certificate.Raw))
            .Set("RawTBSCertificate", GoJson.Bytes(certificate.ToBeSigned))
            .Set("RawSubjectPublicKeyInfo", GoJson.Bytes(certificate.PublicKeyInfo))
            .Set("RawSubject", GoJson.Bytes(certificate.Subject))
            .Set("RawIssuer", GoJson.Bytes(certificate.Issuer))
            .Set("Signature", GoJson.Bytes(certificate.Signature))
            .Set("SignatureAlgorithm", PublicKeyJson.SignatureAlgorithm(certificate.SignatureAlgorithm))
            .Set("PublicKeyAlgorithm", keyAlgorithm)
            .Set("PublicKey", key)
            .Set("Version", certificate.Version)
            .Set("SerialNumber", Val.From(certificate.SerialNumber))
            .Set("Issuer", NameJson.Write(certificate.Issuer))
            .Set("Subject", NameJson.Write(certificate.Subject))
            .Set("NotBefore", GoJson.Time(certificate.NotBefore))
            .Set("NotAfter", GoJson.Time(certificate.NotAfter))
            .Set("Extensions", GoJson.List(certificate.Extensions.Select(WriteExtension)))
            .Set("ExtraExtensions", Val.Null)
            .Set("UnhandledCriticalExtensions", GoJson.List(certificate.Extensions
                .Where(e => e.Critical && !Handled.Contains(e.Id)).Select(e => GoJson.ObjectId(e.Id))));
        WriteUsages(json, certificate.Extensions);
        WriteBasicConstraints(json, certificate.Extensions);
        WriteIdentifiers(json, certificate.Extensions);
        WriteAlternativeNames(json, certificate.Extensions, withUriStrings: true);
        WriteNameConstraints(json, certificate.Extensions);
        WritePolicies(json, certificate.Extensions);
        return json.Build();
    }

    /// <summary>A signing request, RFC 2986.</summary>
    public static Val WriteRequest(ReadOnlyMemory<byte> der)
    {
        AsnReader reader = new(der, AsnEncodingRules.DER);
        AsnReader outer = reader.ReadSequence();
        reader.ThrowIfNotEmpty();
        ReadOnlyMemory<byte> toBeSigned = outer.PeekEncodedValue();
        AsnReader body = outer.ReadSequence();
        ReadOnlyMemory<byte> algorithm = outer.ReadEncodedValue();
        byte[] signature = outer.ReadBitString(out _);
        int version = (int)body.ReadInteger();
        ReadOnlyMemory<byte> subject = body.ReadEncodedValue();
        ReadOnlyMemory<byte> publicKeyInfo = body.ReadEncodedValue();
        List<CertificateExtension> extensions = RequestedExtensions(body);
        (int keyAlgorithm, Val key) = PublicKeyJson.Write(publicKeyInfo);
        var json = new ObjectBuilder()
            .Set("Raw", GoJson.Bytes(der.Span))
            .Set("RawTBSCertificateRequest", GoJson.Bytes(toBeSigned.Span))
            .Set("RawSubjectPublicKeyInfo", GoJson.Bytes(publicKeyInfo.Span))
            .Set("RawSubject", GoJson.Bytes(subject.Span))
            .Set("Version", version)
            .Set("Signature", GoJson.Bytes(signature))
            .Set("SignatureAlgorithm", PublicKeyJson.SignatureAlgorithm(algorithm))
            .Set("PublicKeyAlgorithm", keyAlgorithm)
            .Set("PublicKey", key)
            .Set("Subject", NameJson.Write(subject))
            .Set("Attributes", Val.Null)
            .Set("Extensions", GoJson.List(extensions.Select(WriteExtension)))
            .Set("ExtraExtensions", Val.Null);
        WriteAlternativeNames(json, extensions, withUriStrings: false);
        return json.Build();
    }

    private static List<CertificateExtension> RequestedExtensions(AsnReader body)
    {
        List<CertificateExtension> extensions = [];
        var attributesTag = new Asn1Tag(TagClass.ContextSpecific, 0, true);
        if (!body.HasData || !body.PeekTag().HasSameClassAndValue(attributesTag))
        {
            return extensions;
        }

        AsnReader attributes = body.ReadSetOf(skipSortOrderValidation: true, attributesTag);
        while (attributes.HasData)
        {
            AsnReader attribute = attributes.ReadSequence();
            if (attribute.ReadObjectIdentifier() == "1.2.840.113549.1.9.14")
            {
                extensions.AddRange(CertificateExtension.ReadAll(attribute.ReadSetOf().ReadSequence()));
            }
        }

        return extensions;
    }

    private static Val WriteExtension(CertificateExtension extension) => Val.ObjectOf(
        ("Id", GoJson.ObjectId(extension.Id)),
        ("Critical", extension.Critical),
        ("Value", GoJson.Bytes(extension.Value)));

    private static void WriteUsages(ObjectBuilder json, IReadOnlyList<CertificateExtension> extensions)
    {
        int usage = 0;
        if (Find(extensions, "2.5.29.15") is { } keyUsage)
        {
            byte[] bits = keyUsage.ReadBitString(out _);
            for (int i = 0; i < Math.Min(9, bits.Length * 8); i++)
            {
                usage |= (bits[i / 8] >> (7 - i % 8) & 1) << i;
            }
        }

        List<Val> known = [], unknown = [];
        if (Find(extensions, "2.5.29.37")?.ReadSequence() is { } extended)
        {
            while (extended.HasData)
            {
                string id = extended.ReadObjectIdentifier();
                int index = Array.IndexOf(ExtendedUsages, id);
                (index < 0 ? unknown : known).Add(index < 0 ? GoJson.ObjectId(id) : index);
            }
        }

        json.Set("KeyUsage", usage).Set("ExtKeyUsage", GoJson.List(known)).Set("UnknownExtKeyUsage", GoJson.List(unknown));
    }

    private static void WriteBasicConstraints(ObjectBuilder json, IReadOnlyList<CertificateExtension> extensions)
    {
        bool valid = false, authority = false;
        long pathLength = 0;
        if (Find(extensions, "2.5.29.19")?.ReadSequence() is { } constraints)
        {
            valid = true;
            authority = constraints.HasData && constraints.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean) && constraints.ReadBoolean();
            pathLength = constraints.HasData ? (long)constraints.ReadInteger() : -1;
        }

        json.Set("BasicConstraintsValid", valid).Set("IsCA", authority).Set("MaxPathLen", pathLength)
            .Set("MaxPathLenZero", valid && pathLength == 0);
    }

    private static void WriteIdentifiers(ObjectBuilder json, IReadOnlyList<CertificateExtension> extensions)
    {
        json.Set("SubjectKeyId", Find(extensions, "2.5.29.14") is { } subject ? GoJson.Bytes(subject.ReadOctetString()) : Val.Null);
        Val authorityKey = Val.Null;
        var keyTag = new Asn1Tag(TagClass.ContextSpecific, 0);
        if (Find(extensions, "2.5.29.35")?.ReadSequence() is { HasData: true } authority && authority.PeekTag().HasSameClassAndValue(keyTag))
        {
            authorityKey = GoJson.Bytes(authority.ReadOctetString(keyTag));
        }

        List<Val> responders = [], issuers = [];
        if (Find(extensions, "1.3.6.1.5.5.7.1.1")?.ReadSequence() is { } access)
        {
            while (access.HasData)
            {
                AsnReader description = access.ReadSequence();
                string method = description.ReadObjectIdentifier();
                GeneralName name = GeneralName.Read(description);
                if (name.Kind == GeneralName.Uri && method is "1.3.6.1.5.5.7.48.1" or "1.3.6.1.5.5.7.48.2")
                {
                    (method == "1.3.6.1.5.5.7.48.1" ? responders : issuers).Add(name.Text);
                }
            }
        }

        json.Set("AuthorityKeyId", authorityKey).Set("OCSPServer", GoJson.List(responders)).Set("IssuingCertificateURL", GoJson.List(issuers));
    }

    private static void WriteAlternativeNames(ObjectBuilder json, IReadOnlyList<CertificateExtension> extensions, bool withUriStrings)
    {
        List<GeneralName> names = AlternativeNames(extensions);
        json.Set("DNSNames", Texts(names, GeneralName.Dns))
            .Set("EmailAddresses", Texts(names, GeneralName.Email))
            .Set("IPAddresses", GoJson.List(names.Where(n => n.Kind == GeneralName.Ip).Select(n => Val.From(new IPAddress(n.Bytes).ToString()))))
            .Set("URIs", GoJson.List(names.Where(n => n.Kind == GeneralName.Uri).Select(n => WriteUrl(n.Text))));
        if (withUriStrings)
        {
            json.Set("URIStrings", Texts(names, GeneralName.Uri));
        }
    }

    public static List<GeneralName> AlternativeNames(IReadOnlyList<CertificateExtension> extensions)
    {
        List<GeneralName> names = [];
        if (Find(extensions, "2.5.29.17")?.ReadSequence() is { } sequence)
        {
            while (sequence.HasData)
            {
                names.Add(GeneralName.Read(sequence));
            }
        }

        return names;
    }

    private static Val Texts(List<GeneralName> names, int kind) => GoJson.List(names.Where(n => n.Kind == kind).Select(n => Val.From(n.Text)));

    private static Val WriteUrl(string text)
    {
        var url = GoUrl.Parse(text);
        return Val.ObjectOf(
            ("Scheme", url.Scheme),
            ("Opaque", url.Opaque),
            ("User", Val.Null),
            ("Host", url.Host),
            ("Path", url.Path),
            ("RawPath", url.RawPath),
            ("OmitHost", false),
            ("ForceQuery", false),
            ("RawQuery", url.RawQuery),
            ("Fragment", url.Fragment),
            ("RawFragment", ""));
    }

    private static void WriteNameConstraints(ObjectBuilder json, IReadOnlyList<CertificateExtension> extensions)
    {
        CertificateExtension? extension = extensions.FirstOrDefault(e => e.Id == "2.5.29.30");
        List<GeneralName> permitted = [], excluded = [];
        if (extension?.Open().ReadSequence() is { } constraints)
        {
            while (constraints.HasData)
            {
                Asn1Tag tag = constraints.PeekTag();
                AsnReader subtrees = constraints.ReadSequence(tag);
                while (subtrees.HasData)
                {
                    (tag.TagValue == 0 ? permitted : excluded).Add(GeneralName.Read(subtrees.ReadSequence()));
                }
            }
        }

        json.Set("PermittedDNSDomainsCritical", extension?.Critical ?? false)
            .Set("PermittedDNSDomains", Texts(permitted, GeneralName.Dns)).Set("ExcludedDNSDomains", Texts(excluded, GeneralName.Dns))
            .Set("PermittedIPRanges", Ranges(permitted)).Set("ExcludedIPRanges", Ranges(excluded))
            .Set("PermittedEmailAddresses", Texts(permitted, GeneralName.Email)).Set("ExcludedEmailAddresses", Texts(excluded, GeneralName.Email))
            .Set("PermittedURIDomains", Texts(permitted, GeneralName.Uri)).Set("ExcludedURIDomains", Texts(excluded, GeneralName.Uri));

        static Val Ranges(List<GeneralName> names) => GoJson.List(names.Where(n => n.Kind == GeneralName.Ip).Select(n => Val.ObjectOf(
            ("IP", new IPAddress(n.Bytes.AsSpan(0, n.Bytes.Length / 2)).ToString()),
            ("Mask", GoJson.Bytes(n.Bytes.AsSpan(n.Bytes.Length / 2))))));
    }

    private static void WritePolicies(ObjectBuilder json, IReadOnlyList<CertificateExtension> extensions)
    {
        List<Val> points = [], policies = [];
        var pointTag = new Asn1Tag(TagClass.ContextSpecific, 0, true);
        if (Find(extensions, "2.5.29.31")?.ReadSequence() is { } distribution)
        {
            while (distribution.HasData)
            {
                AsnReader point = distribution.ReadSequence();
                if (point.HasData && point.PeekTag().HasSameClassAndValue(pointTag)
                    && point.ReadSequence(pointTag) is { HasData: true } name && name.PeekTag().HasSameClassAndValue(pointTag))
                {
                    AsnReader full = name.ReadSequence(pointTag);
                    while (full.HasData)
                    {
                        GeneralName general = GeneralName.Read(full);
                        if (general.Kind == GeneralName.Uri)
                        {
                            points.Add(general.Text);
                        }
                    }
                }
            }
        }

        List<string> ids = [];
        if (Find(extensions, "2.5.29.32")?.ReadSequence() is { } sequence)
        {
            while (sequence.HasData)
            {
                ids.Add(sequence.ReadSequence().ReadObjectIdentifier());
            }
        }

        json.Set("CRLDistributionPoints", GoJson.List(points))
            .Set("PolicyIdentifiers", GoJson.List(ids.Select(GoJson.ObjectId)))
            .Set("Policies", GoJson.List(ids.Select(id => Val.From(id))));
    }

    private static AsnReader? Find(IReadOnlyList<CertificateExtension> extensions, string id) =>
        extensions.FirstOrDefault(e => e.Id == id)?.Open();
}
