using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Primitives;
using Platform.Referrals.Data;
using Platform.Referrals.Fhir;
using Platform.Rego.AspNetCore;

namespace Platform.Referrals.Reading;

/// <summary>
/// A patient's ServiceRequests, of those that the caller's organisation sent or receives. Neither found nor counted are those of others, so a patient of
/// others is as unknown as one who does not exist.
/// </summary>
internal static class SearchServiceRequestsEndpoint
{
    public const string Action = "referrals.referral.search";

    /// <summary>The path whose query may hold an NHS number, as BaRS has it; nothing of a query is logged or traced.</summary>
    public const string Path = "/ServiceRequest";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpContext http, ReferralsDb db, CancellationToken cancellation) => AnswerAsync(http.Request.Query, http, db, cancellation))
            .RequirePolicy(Action).WithFhirErrors().WithReadHeaders();
        routes.MapPost($"{Path}/_search", async (HttpContext http, ReferralsDb db, CancellationToken cancellation) =>
            http.Request.HasFormContentType && http.Request.Query.Count == 0
                ? await AnswerAsync(await http.Request.ReadFormAsync(cancellation), http, db, cancellation)
                : FhirAnswer.Of(FhirRefusal.UnsupportedMediaType("http.content-type", "a search is posted as application/x-www-form-urlencoded, without a query")))
            .RequirePolicy(Action).WithFhirErrors().WithReadHeaders();
    }

    private static async Task<IResult> AnswerAsync(
        IEnumerable<KeyValuePair<string, StringValues>> parameters, HttpContext http, ReferralsDb db, CancellationToken cancellation)
    {
        var (query, refusal) = PatientQuery.Read(parameters);
        if (query is null)
            return FhirAnswer.Of(refusal!);

        var decision = http.Decision();
        var readable = decision.ApplyFilter(db.Referrals.AsNoTracking());
        var number = query.After is { } last
            ? await readable.Where(referral => referral.Id == last).Select(referral => referral.NhsNumber).SingleOrDefaultAsync(cancellation)
            : query.Number;
        var matches = number is null ? readable.Where(_ => false) : readable.Where(referral => referral.NhsNumber == number);
        if (query.Id is { } id)
            matches = matches.Where(referral => referral.Id == id);
        var total = await matches.CountAsync(cancellation);
        if (query.After is { } before)
            matches = matches.Where(referral => string.Compare(referral.Id, before) > 0);
        var found = await matches.OrderBy(referral => referral.Id).Take(query.Count + 1).ToListAsync(cancellation);
        var page = found.Take(query.Count).ToArray();
        decision.Concerns(page.Select(referral => referral.PatientId));
        return new FhirAnswer(SearchSet.Of(query, total, page, hasMore: page.Length > 0 && found.Count > page.Length));
    }
}
