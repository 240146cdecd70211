using System.Formats.Asn1;

namespace Platform.Rego.Builtins.Cryptography;

/// <summary>One of the names that RFC 5280 §4.2.1.6 allows.</summary>
/// <param name="Kind">The tag.</param>
/// <param name="Text">E-mail, DNS names and URIs; otherwise empty.</param>
/// <param name="Bytes">The content.</param>
internal sealed record GeneralName(int Kind, string Text, byte[] Bytes)
{
    public const int Email = 1;
    public const int Dns = 2;
    public const int Uri = 6;
    public const int Ip = 7;

    public static GeneralName Read(AsnReader reader)
    {
        Asn1Tag tag = reader.PeekTag();
        switch (tag.TagValue)
        {
            case Email or Dns or Uri:
                string text = reader.ReadCharacterString(UniversalTagNumber.IA5String, tag);
                return new GeneralName(tag.TagValue, text, []);
            case Ip:
                return new GeneralName(Ip, "", reader.ReadOctetString(tag));
            default:
                return new GeneralName(tag.TagValue, "", reader.ReadEncodedValue().ToArray());
        }
    }
}
