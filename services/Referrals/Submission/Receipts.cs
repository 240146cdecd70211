using Microsoft.EntityFrameworkCore;
using Platform.Referrals.Data;
using Platform.Referrals.Fhir;
using Platform.Referrals.Messages;
using Platform.ServiceDefaults.Storage;

namespace Platform.Referrals.Submission;

/// <summary>
/// One message per pair of ids. A pair that succeeded is refused for ever, one that is being processed for the moment; one that was being processed when
/// the process died may be taken over after a minute.
/// </summary>
internal sealed class Receipts(ReferralsDb db, TimeProvider clock)
{
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(1);

    public async Task<(Receipt? Receipt, FhirRefusal? Refusal)> ReserveAsync(MessageHeaders headers, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var receipt = new Receipt
        {
            RequestId = headers.RequestId.ToString("D"),
            CorrelationId = headers.CorrelationId.ToString("D"),
            State = Receipt.Processing,
            StartedAt = now,
            ReferralId = Guid.NewGuid().ToString("D"),
        };
        db.Receipts.Add(receipt);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return (receipt, null);
        }
        catch (DbUpdateException failure) when (failure.IsDuplicate())
        {
            db.ChangeTracker.Clear();
            var known = await Same(receipt).SingleOrDefaultAsync(cancellation);
            if (known is null)
                throw;
            return await TakeOverAsync(known, now, cancellation);
        }
    }

    /// <summary>Gives the ids back after a refusal: nothing was done, nothing is remembered.</summary>
    public Task ReleaseAsync(Receipt receipt) => Held(receipt).ExecuteDeleteAsync(CancellationToken.None);

    /// <summary>
    /// Lets the next try take over at once, with the same referral id: records may have opened relationships for it already, and would know them again.
    /// </summary>
    public Task AbandonAsync(Receipt receipt) =>
        Held(receipt).ExecuteUpdateAsync(change => change.SetProperty(known => known.StartedAt, DateTimeOffset.MinValue), CancellationToken.None);

    private async Task<(Receipt?, FhirRefusal?)> TakeOverAsync(Receipt known, DateTimeOffset now, CancellationToken cancellation)
    {
        if (known.State == Receipt.Done)
            return (null, FhirRefusal.Conflict("duplicate", "http.x-request-id", "this message has been processed before"));
        if (now - known.StartedAt < Abandoned)
            return (null, FhirRefusal.TooEarly());

        var before = known.StartedAt;
        var taken = await Same(known)
            .Where(receipt => receipt.State == Receipt.Processing && receipt.StartedAt == before)
            .ExecuteUpdateAsync(change => change.SetProperty(receipt => receipt.StartedAt, now), cancellation);
        if (taken == 0)
            return (null, FhirRefusal.TooEarly());
        await db.Entry(known).ReloadAsync(cancellation);
        return (known, null);
    }

    private IQueryable<Receipt> Held(Receipt receipt) =>
        Same(receipt).Where(known => known.State == Receipt.Processing && known.StartedAt == receipt.StartedAt);

    private IQueryable<Receipt> Same(Receipt receipt) =>
        db.Receipts.Where(known => known.RequestId == receipt.RequestId && known.CorrelationId == receipt.CorrelationId);
}
