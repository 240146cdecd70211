using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Referrals;
using Platform.Referrals.Data;

namespace Platform.Referrals.Lifecycle;

/// <summary>Applies a command to a referral of the caller's organisation: 404 where it is not theirs, 409 where its state forbids the command.</summary>
internal sealed class ChangeReferral(ReferralsDb db, TimeProvider clock)
{
    public async Task<Results<Ok<ReferralChanged>, NotFound, StateConflict>> RunAsync(
        string id, string? organisation, ReferralCommand command, CancellationToken cancellation)
    {
        var referral = await db.Referrals.SingleOrDefaultAsync(
            referral => referral.Id == id
                && (referral.ReceivingOrganisation == organisation
                    || referral.ReferringOrganisation == organisation
                    || referral.SubmittingOrganisation == organisation),
            cancellation);
        if (referral is null)
            return TypedResults.NotFound();
        if (!referral.TryApply(command, clock.GetUtcNow()))
            return new StateConflict();
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new StateConflict();
        }

        return TypedResults.Ok(new ReferralChanged(referral.Id, referral.State.Code()));
    }
}
