using Microsoft.Extensions.Primitives;
using Platform.Contracts;
using Platform.Referrals.Fhir;

namespace Platform.Referrals.Reading;

/// <summary>
/// What a search of ServiceRequest asks: <c>patient:identifier</c> as <c>system|value</c>, which BaRS demands, and <c>_id</c> where one is wanted.
/// Anything else is refused: a parameter that is not understood would answer more than was asked for.
/// </summary>
/// <param name="Number">The patient's number, or null where its check digit is wrong: nobody is found by such a one.</param>
/// <param name="Id">The one ServiceRequest, or null.</param>
internal sealed record PatientQuery(string? Number, string? Id)
{
    public const string IdentifierParameter = "patient:identifier";
    public const string IdParameter = "_id";

    /// <summary>The query, or why it is none.</summary>
    public static (PatientQuery? Query, FhirRefusal? Refusal) Read(IEnumerable<KeyValuePair<string, StringValues>> parameters)
    {
        var given = parameters.ToDictionary(StringComparer.Ordinal);
        if (given.Keys.Any(name => name is not (IdentifierParameter or IdParameter)))
            return Refused("not-supported", "http", "only patient:identifier and _id are searched by");
        if (!given.TryGetValue(IdentifierParameter, out var identifiers))
            return Refused("required", $"http.{IdentifierParameter}", "the patient's identifier is missing");
        if (identifiers is not [{ } identifier] || identifier.Split('|') is not [var system, var number])
            return Refused("value", $"http.{IdentifierParameter}", "the identifier is not one system|value");
        if (!FhirSystem.Same(system, FhirSystem.NhsNumber))
            return Refused("value", $"http.{IdentifierParameter}", "the system is not that of NHS numbers");
        if (!NhsNumber.HasShape(number))
            return Refused("value", $"http.{IdentifierParameter}", "the value is not ten digits");
        string? id = null;
        if (given.TryGetValue(IdParameter, out var ids) && (ids is not [{ } one] || !Guid.TryParseExact(id = one, "D", out _)))
            return Refused("value", $"http.{IdParameter}", "the id is not a UUID");
        return (new(NhsNumber.TryParse(number, out var valid) ? valid.Digits : null, id), null);
    }

    private static (PatientQuery?, FhirRefusal?) Refused(string issue, string place, string diagnostics) =>
        (null, FhirRefusal.BadRequest(issue, place, diagnostics));
}
