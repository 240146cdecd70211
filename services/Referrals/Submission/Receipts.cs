using Microsoft.EntityFrameworkCore;
using Platform.Referrals.Data;
using Platform.Referrals.Fhir;
using Platform.Referrals.Messages;

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
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            var known = await Same(receipt).SingleOrDefaultAsync(cancellation);
            if (known is null)
                throw;
            return await TakeOverAsync(known, now, cancellation);
        }
    }

    /// <summary>Gives the ids back; never fails the answer that is on its way.</summary>
    public Task ReleaseAsync(Receipt receipt) =>
        Same(receipt).Where(known => known.State == Receipt.Processing && known.StartedAt == receipt.StartedAt).ExecuteDeleteAsync(CancellationToken.None);

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

    private IQueryable<Receipt> Same(Receipt receipt) =>
        db.Receipts.Where(known => known.RequestId == receipt.RequestId && known.CorrelationId == receipt.CorrelationId);
}
