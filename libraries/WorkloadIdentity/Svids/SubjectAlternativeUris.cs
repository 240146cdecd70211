using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace Platform.WorkloadIdentity;

/// <summary>The URI names of a certificate, which the BCL's reader of the extension does not expose.</summary>
internal static class SubjectAlternativeUris
{
    private const string ExtensionOid = "2.5.29.17";
    private static readonly Asn1Tag s_uri = new(TagClass.ContextSpecific, 6);

    /// <summary>Null when the extension is absent, repeated or malformed.</summary>
    public static IReadOnlyList<string>? Read(X509Certificate2 certificate)
    {
        X509Extension? found = null;
        foreach (var extension in certificate.Extensions)
        {
            if (extension.Oid?.Value == ExtensionOid)
            {
                if (found is not null)
                {
                    return null;
                }

                found = extension;
            }
        }

        return found is null ? null : Read(found.RawData);
    }

    private static List<string>? Read(ReadOnlyMemory<byte> encoded)
    {
        try
        {
            var uris = new List<string>();
            var outer = new AsnReader(encoded, AsnEncodingRules.DER);
            var names = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            while (names.HasData)
            {
                if (names.PeekTag().HasSameClassAndValue(s_uri))
                {
                    uris.Add(names.ReadCharacterString(UniversalTagNumber.IA5String, s_uri));
                }
                else
                {
                    names.ReadEncodedValue();
                }
            }

            return uris;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }
}
