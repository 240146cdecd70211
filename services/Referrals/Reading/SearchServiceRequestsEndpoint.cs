using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Platform.Referrals.Data;
using Platform.Referrals.Fhir;
using Platform.Referrals.Submission;
using Platform.Rego.AspNetCore;

namespace Platform.Referrals.Reading;

/// <summary>
/// A patient's ServiceRequests, of those that the caller's organisation sent or receives. Records says who has the number, among the patients whom that
/// organisation has a relationship with: a patient of others is as unknown as one who does not exist.
/// </summary>
internal static class SearchServiceRequestsEndpoint
{
    public const string Action = "referrals.referral.search";

    /// <summary>The path whose query may hold an NHS number, as BaRS has it; nothing of a query is logged or traced.</summary>
    public const string Path = "/ServiceRequest";

    /// <summary>More than this of one patient is refused, not cut off.</summary>
    public const int MatchesMax = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpContext http, ReferralsDb db, RecordsClient records, CancellationToken cancellation) =>
            AnswerAsync(http.Request.Query, http, db, records, cancellation)).RequirePolicy(Action).WithFhirErrors();
        routes.MapPost($"{Path}/_search", async (HttpContext http, ReferralsDb db, RecordsClient records, CancellationToken cancellation) =>
            http.Request.HasFormContentType && !http.Request.Query.Any()
                ? await AnswerAsync(await http.Request.ReadFormAsync(cancellation), http, db, records, cancellation)
                : FhirAnswer.Of(FhirRefusal.UnsupportedMediaType("http.content-type", "a search is posted as application/x-www-form-urlencoded, without a query")))
            .RequirePolicy(Action).WithFhirErrors();
    }

    private static async Task<IResult> AnswerAsync(
        IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> parameters,
        HttpContext http, ReferralsDb db, RecordsClient records, CancellationToken cancellation)
    {
        var (query, refusal) = PatientQuery.Read(parameters);
        if (query is null)
            return FhirAnswer.Of(refusal!);
        IReadOnlyList<string> patients;
        try
        {
            patients = query.Number is { } number ? await records.SearchAsync(number, cancellation) : [];
        }
        catch (RecordsRefusedException)
        {
            return FhirAnswer.Of(FhirRefusal.Unavailable("records cannot say whose number it is"));
        }

        var decision = http.Decision();
        var rows = decision.ApplyFilter(db.Referrals.AsNoTracking()).Where(referral => patients.Contains(referral.PatientId));
        if (query.Id is { } id)
            rows = rows.Where(referral => referral.Id == id);
        var found = await rows.OrderBy(referral => referral.Id).Take(MatchesMax + 1).ToListAsync(cancellation);
        if (found.Count > MatchesMax)
            return FhirAnswer.Of(FhirRefusal.Unprocessable("too-costly", "http", $"more than {MatchesMax} referrals match; name one with _id"));
        decision.Concerns(found.Select(referral => referral.PatientId));
        return new FhirAnswer(SearchSet(found));
    }

    private static JsonObject SearchSet(IReadOnlyList<Referral> found) => new()
    {
        ["resourceType"] = "Bundle",
        ["type"] = "searchset",
        ["total"] = found.Count,
        // Without the query: an answer is kept in places where a number in an address would be found.
        ["link"] = new JsonArray(new JsonObject { ["relation"] = "self", ["url"] = "ServiceRequest" }),
        ["entry"] = new JsonArray([.. found.Select(referral => (JsonNode)new JsonObject
        {
            ["fullUrl"] = $"urn:uuid:{referral.Id}",
            ["resource"] = JsonNode.Parse(referral.ServiceRequest),
            ["search"] = new JsonObject { ["mode"] = "match" },
        })]),
    };
}
