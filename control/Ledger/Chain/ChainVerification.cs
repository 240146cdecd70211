using Microsoft.EntityFrameworkCore;
using Platform.Ledger.Data;

namespace Platform.Ledger.Chain;

/// <summary>What a walk over the whole chain found.</summary>
/// <param name="VerifiedSequence">Everything up to here is what was written.</param>
/// <param name="FirstBad">The first sequence that is not, or null.</param>
public sealed record ChainState(long VerifiedSequence, long? FirstBad);

/// <summary>Walks the chain from its first row. A tail that was cut off is not seen by it: that takes heads that are kept elsewhere.</summary>
internal static class ChainVerification
{
    private const int PageSize = 500;

    public static async Task<ChainState> RunAsync(LedgerDb db, CancellationToken cancellation)
    {
        var (verified, previous) = (0L, HashChain.Genesis);
        while (await PageAsync(db, verified, cancellation) is { Count: > 0 } page)
        {
            var patients = await PatientsAsync(db, page[0].Sequence, page[^1].Sequence, cancellation);
            foreach (var entry in page)
            {
                var isNext = entry.Sequence == verified + 1 && entry.PreviousHash == previous;
                if (!isNext || !HashChain.IsWhole(entry) || !EventBody.PatientsOf(EventBody.Read(entry.Body)).SequenceEqual(patients[entry.Sequence]))
                {
                    return new ChainState(verified, verified + 1);
                }

                (verified, previous) = (entry.Sequence, entry.Hash);
            }
        }

        return new ChainState(verified, null);
    }

    private static Task<List<LedgerEntry>> PageAsync(LedgerDb db, long after, CancellationToken cancellation) =>
        db.Entries.AsNoTracking().Where(entry => entry.Sequence > after).OrderBy(entry => entry.Sequence).Take(PageSize).ToListAsync(cancellation);

    private static async Task<ILookup<long, string>> PatientsAsync(LedgerDb db, long first, long last, CancellationToken cancellation) =>
        (await db.Patients.AsNoTracking().Where(entry => entry.Sequence >= first && entry.Sequence <= last).ToListAsync(cancellation))
            .OrderBy(entry => entry.PatientRef, StringComparer.Ordinal)
            .ToLookup(entry => entry.Sequence, entry => entry.PatientRef);
}
