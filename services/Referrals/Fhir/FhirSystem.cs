namespace Platform.Referrals.Fhir;

/// <summary>
/// The systems that BaRS names. NHS's own examples write the same system with http and https, with /Id/ and /id/, so they are compared without scheme
/// and letter case.
/// </summary>
public static class FhirSystem
{
    public const string NhsNumber = "https://fhir.nhs.uk/Id/nhs-number";
    public const string OdsCode = "https://fhir.nhs.uk/Id/ods-organization-code";
    public const string DosServiceId = "https://fhir.nhs.uk/Id/dos-service-id";
    public const string MessageEvents = "https://fhir.nhs.uk/CodeSystem/message-events-bars";
    public const string MessageReasons = "https://fhir.nhs.uk/CodeSystem/message-reason-bars";
    public const string MessageCategories = "https://fhir.nhs.uk/CodeSystem/message-category-servicerequest";
    public const string UseCases = "https://fhir.nhs.uk/CodeSystem/usecases-categories-bars";
    public const string Ubrn = "https://fhir.nhs.uk/Id/UBRN";

    public static bool Same(string? one, string other) =>
        one is not null && WithoutScheme(one).Equals(WithoutScheme(other), StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<char> WithoutScheme(string system)
    {
        var separator = system.IndexOf("://", StringComparison.Ordinal);
        return separator < 0 ? system : system.AsSpan(separator + 3);
    }
}
