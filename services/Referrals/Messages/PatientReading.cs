using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Contracts;
using Platform.Contracts.Records;
using Platform.Referrals.Fhir;

namespace Platform.Referrals.Messages;

/// <summary>The patient of a message as records understands them.</summary>
public static class PatientReading
{
    private const string VerificationExtension = "fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus";
    private static readonly string[] VerifiedCodes = ["number-present-and-verified", "01"];

    public static MessagePatient Read(BundleEntry patient, MessageHeaders headers)
    {
        var identifier = patient.Resource.IdentifierOf(FhirSystem.NhsNumber);
        var digits = identifier.Text("value");
        var verified = NhsNumber.TryParse(digits, out var number) && IsVerified(identifier) ? number.Digits : null;
        return new(verified, new RegisterPatient(
            $"{headers.RequestId:D}:{headers.CorrelationId:D}",
            digits,
            Name(patient),
            Short(patient.Resource.Text("gender")),
            DateOnly.TryParseExact(patient.Resource.Text("birthDate"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born) ? born : null,
            Address(patient),
            Telecom(patient)));
    }

    private static bool IsVerified(JsonNode? identifier) =>
        identifier.Each("extension")
            .Where(extension => extension.Text("url")?.Contains(VerificationExtension, StringComparison.OrdinalIgnoreCase) == true)
            .SelectMany(extension => extension.At("valueCodeableConcept").Each("coding"))
            .Any(coding => VerifiedCodes.Contains(coding.Text("code")));

    private static PersonName? Name(BundleEntry patient)
    {
        var name = patient.Resource.Each("name").OrderBy(name => name.Text("use") == "official" ? 0 : 1).FirstOrDefault();
        return name is null ? null : new(Short(name.Text("family")), Texts(name, "given"), Short(Texts(name, "prefix").FirstOrDefault()));
    }

    private static PostalAddress? Address(BundleEntry patient)
    {
        var address = patient.Resource.Each("address").FirstOrDefault();
        return address is null ? null : new(Texts(address, "line"), Short(address.Text("city")), Short(address.Text("postalCode")));
    }

    private static Telecom Telecom(BundleEntry patient)
    {
        var own = patient.Resource.Each("telecom").Concat(patient.Resource.Each("contact").Where(IsSelf).SelectMany(contact => contact.Each("telecom"))).ToArray();
        return new(Of("phone"), Of("email"));

        string? Of(string system) => Short(own.FirstOrDefault(telecom => telecom.Text("system") == system).Text("value"));
    }

    private static bool IsSelf(JsonObject contact) =>
        contact.Each("relationship").SelectMany(relationship => relationship.Each("coding")).Any(coding => coding.Text("code") == "ONESELF");

    private static IReadOnlyList<string> Texts(JsonObject node, string name) =>
        node.At(name) is JsonArray array
            ? [.. array.OfType<JsonValue>().Select(value => value.TryGetValue(out string? text) ? Short(text) : null).OfType<string>().Take(10)]
            : [];

    private static string? Short(string? text) => text is { Length: > 200 } ? text[..200] : text;
}
