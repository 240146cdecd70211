using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Records;
using Platform.Referrals.Data;
using Platform.Rego.AspNetCore;
using Platform.Rego.Values;

namespace Platform.Referrals.Reading;

/// <summary>What a decision about one referral needs: its two sides are the relationships.</summary>
internal static class ReferralFacts
{
    private const string Type = "referral";

    public static async ValueTask<ResourceFacts> OfRoute(HttpContext context, CancellationToken cancellation)
    {
        var id = context.Request.RouteValues["id"] as string ?? "";
        var db = context.RequestServices.GetRequiredService<ReferralsDb>();
        var found = await db.Referrals.AsNoTracking()
            .Where(referral => referral.Id == id)
            .Select(referral => new { referral.PatientId, referral.ReferringOrganisation, referral.SubmittingOrganisation, referral.ReceivingOrganisation })
            .SingleOrDefaultAsync(cancellation);
        var facts = Val.ObjectOf(("wellFormed", Guid.TryParseExact(id, "D", out _)));
        return found is null
            ? new(Type, null, [], facts, [], null)
            : new(
                Type,
                id,
                [],
                facts,
                [
                    new(RelationshipKinds.ReferralSender, found.ReferringOrganisation, null),
                    new(RelationshipKinds.ReferralSender, found.SubmittingOrganisation, null),
                    new(RelationshipKinds.ReferralReceiver, found.ReceivingOrganisation, null),
                ],
                found.PatientId);
    }
}
