using System.Globalization;
using Microsoft.Extensions.Primitives;
using Platform.Contracts;
using Platform.Referrals.Fhir;

namespace Platform.Referrals.Reading;

/// <summary>
/// What a search of ServiceRequest asks: <c>patient:identifier</c> as <c>system|value</c>, which BaRS demands, <c>_id</c> where one is wanted, and
/// <c>_count</c>. A following page is named by <c>_page</c> in the place of the identifier. Anything else is refused: a parameter that is not understood
/// would answer more than was asked for.
/// </summary>
/// <param name="Number">The patient's number, or null where its check digit is wrong: nobody is found by such a one. Null with <paramref name="After"/>.</param>
/// <param name="Id">The one ServiceRequest, or null.</param>
/// <param name="Count">Matches on a page; 0 asks for the total alone.</param>
/// <param name="After">The last ServiceRequest of the page before, or null for the first.</param>
internal sealed record PatientQuery(string? Number, string? Id, int Count, string? After)
{
    public const string IdentifierParameter = "patient:identifier";
    public const string IdParameter = "_id";
    public const string CountParameter = "_count";
    public const string PageParameter = "_page";

    /// <summary>The most on one page; more may be asked for and is not given, as FHIR has it.</summary>
    public const int CountMax = 100;

    private static readonly string[] Known = [IdentifierParameter, IdParameter, CountParameter, PageParameter];

    /// <summary>The query, or why it is none.</summary>
    public static (PatientQuery? Query, FhirRefusal? Refusal) Read(IEnumerable<KeyValuePair<string, StringValues>> parameters)
    {
        var given = parameters.ToDictionary(StringComparer.Ordinal);
        if (given.Keys.Any(name => !Known.Contains(name)))
            return Refused("not-supported", "http", $"only {string.Join(", ", Known)} are understood");
        if (given.FirstOrDefault(parameter => parameter.Value is not [{ Length: > 0 }]) is { Key: { } repeated })
            return Refused("value", $"http.{repeated}", "the parameter must be there once, with a value");

        var count = CountMax;
        if (given.TryGetValue(CountParameter, out var counts) && !int.TryParse(counts, NumberStyles.None, CultureInfo.InvariantCulture, out count))
            return Refused("value", $"http.{CountParameter}", "the count is not a whole number");
        count = Math.Min(count, CountMax);
        foreach (var name in (string[])[IdParameter, PageParameter])
        {
            if (given.TryGetValue(name, out var id) && !Guid.TryParseExact(id, "D", out _))
                return Refused("value", $"http.{name}", name == IdParameter ? "the id is not a UUID" : "the page is none that was named here");
        }

        var wanted = given.GetValueOrDefault(IdParameter);
        if (given.TryGetValue(PageParameter, out var after))
        {
            return given.ContainsKey(IdentifierParameter)
                ? Refused("value", $"http.{PageParameter}", "a page is named without the identifier")
                : (new(null, wanted, count, after), null);
        }

        if (!given.TryGetValue(IdentifierParameter, out var identifier))
            return Refused("required", $"http.{IdentifierParameter}", "the patient's identifier is missing");
        if (identifier.ToString().Split('|') is not [var system, var number])
            return Refused("value", $"http.{IdentifierParameter}", "the identifier is not one system|value");
        if (!FhirSystem.Same(system, FhirSystem.NhsNumber))
            return Refused("value", $"http.{IdentifierParameter}", "the system is not that of NHS numbers");
        if (!NhsNumber.HasShape(number))
            return Refused("value", $"http.{IdentifierParameter}", "the value is not ten digits");
        return (new(NhsNumber.TryParse(number, out var valid) ? valid.Digits : null, wanted, count, null), null);
    }

    private static (PatientQuery?, FhirRefusal?) Refused(string issue, string place, string diagnostics) =>
        (null, FhirRefusal.BadRequest(issue, place, diagnostics));
}
