using System.Formats.Asn1;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Cryptography;

/// <summary>A distinguished name as Go's pkix.Name in JSON.</summary>
internal static class NameJson
{
    private static readonly (string Id, string Field)[] Lists =
    [
        ("2.5.4.6", "Country"),
        ("2.5.4.10", "Organization"),
        ("2.5.4.11", "OrganizationalUnit"),
        ("2.5.4.7", "Locality"),
        ("2.5.4.8", "Province"),
        ("2.5.4.9", "StreetAddress"),
        ("2.5.4.17", "PostalCode"),
    ];

    public static Val Write(ReadOnlyMemory<byte> encoded)
    {
        List<(string Id, string Value)> attributes = Read(encoded);
        var name = new ObjectBuilder();
        foreach ((string id, string field) in Lists)
        {
            name.Set(field, GoJson.List(attributes.Where(a => a.Id == id).Select(a => Val.From(a.Value))));
        }

        name.Set("SerialNumber", attributes.LastOrDefault(a => a.Id == "2.5.4.5").Value ?? "");
        name.Set("CommonName", attributes.LastOrDefault(a => a.Id == "2.5.4.3").Value ?? "");
        name.Set("Names", GoJson.List(attributes.Select(a => Val.ObjectOf(("Type", GoJson.ObjectId(a.Id)), ("Value", a.Value)))));
        name.Set("ExtraNames", Val.Null);
        return name.Build();
    }

    public static List<(string Id, string Value)> Read(ReadOnlyMemory<byte> encoded)
    {
        List<(string, string)> attributes = [];
        AsnReader sequence = new AsnReader(encoded, AsnEncodingRules.DER).ReadSequence();
        while (sequence.HasData)
        {
            AsnReader set = sequence.ReadSetOf(skipSortOrderValidation: true);
            while (set.HasData)
            {
                AsnReader attribute = set.ReadSequence();
                string id = attribute.ReadObjectIdentifier();
                var tag = (UniversalTagNumber)attribute.PeekTag().TagValue;
                bool isText = tag is UniversalTagNumber.UTF8String or UniversalTagNumber.PrintableString or UniversalTagNumber.IA5String
                    or UniversalTagNumber.T61String or UniversalTagNumber.BMPString or UniversalTagNumber.NumericString;
                attributes.Add((id, isText ? attribute.ReadCharacterString(tag) : Convert.ToBase64String(attribute.ReadEncodedValue().Span)));
            }
        }

        return attributes;
    }
}
