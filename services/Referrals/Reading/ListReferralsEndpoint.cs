using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts;
using Platform.Contracts.Referrals;
using Platform.Referrals.Data;
using Platform.Referrals.Lifecycle;
using Platform.Rego.AspNetCore;

namespace Platform.Referrals.Reading;

/// <summary>The referrals that the caller's organisation sent or receives.</summary>
internal static class ListReferralsEndpoint
{
    public const string Action = "referrals.referral.list";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/referrals", HandleAsync).RequirePolicy(Action);

    public static async Task<Ok<Page<ReferralSummary>>> HandleAsync(
        string? after, string? state, int? limit, HttpContext http, ReferralsDb db, CancellationToken cancellation)
    {
        var size = limit ?? Page.Limit;
        if (size is < 1 or > Page.Limit || (state is not null && !ReferralStates.Exists(state)))
            throw new BadHttpRequestException("the limit is out of range or the state is none");
        var decision = http.Decision();
        var rows = decision.ApplyFilter(db.Referrals.AsNoTracking());
        if (after is not null)
            rows = rows.Where(referral => string.Compare(referral.Id, after) > 0);
        if (state is not null)
        {
            var wanted = ReferralStates.Read(state);
            rows = rows.Where(referral => referral.State == wanted);
        }

        var found = await rows.OrderBy(referral => referral.Id).Take(size + 1).ToListAsync(cancellation);
        var items = found.Take(size).Select(Summary).ToArray();
        decision.Concerns(items.Select(referral => referral.PatientId));
        return TypedResults.Ok(new Page<ReferralSummary>(items, found.Count > size ? items[^1].Id : null));
    }

    private static ReferralSummary Summary(Referral referral) => new(
        referral.Id,
        referral.Reference,
        referral.State.Code(),
        referral.Category,
        referral.UseCase,
        referral.PatientId,
        referral.ReferringOrganisation,
        referral.ReceivingOrganisation,
        referral.ReceivedAt,
        referral.ChangedAt);
}
