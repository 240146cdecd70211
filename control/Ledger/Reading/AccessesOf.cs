using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Platform.Ledger.Chain;
using Platform.Ledger.Data;
using Platform.Ledger.Intake;
using Platform.Rego.AspNetCore;

namespace Platform.Ledger.Reading;

/// <summary>The accesses to one patient's record, page by page, from a ledger that is whole.</summary>
internal sealed partial class AccessesOf(LedgerDb db, LedgerStore store, ChainWatch chain)
{
    public const int PageMax = 50;

    /// <summary>The facts of a question about a patient. The ledger does not know which patients there are: one of whom it knows nothing has an empty history.</summary>
    // Digits only could be an NHS number, which belongs in no address and in no audit.
    public static ResourceFacts Facts(string id) => IsReference(id) ? new("accesses", id, [], default, [], id) : ResourceFacts.Missing("accesses");

    /// <summary>Whether the text may be an opaque reference of a patient.</summary>
    public static bool IsReference(string id) => ReferenceForm().IsMatch(id);

    /// <summary>Whether nothing says that the ledger was tampered with: an answer from such a one would be believed.</summary>
    public async Task<bool> AreWholeAsync(CancellationToken cancellation)
    {
        if (chain.State.FirstBad is not null)
        {
            return false;
        }

        try
        {
            await store.HeadAsync(cancellation);
            return true;
        }
        catch (LedgerTamperedException)
        {
            await chain.VerifyAsync(cancellation);
            return false;
        }
    }

    /// <summary>Everything about the patient that the decision lets through.</summary>
    public IQueryable<LedgerEntry> About(string id, PolicyDecision decision) => decision.ApplyFilter(db.Entries.AsNoTracking())
        .Where(entry => db.Patients.Any(patient => patient.PatientRef == id && patient.Sequence == entry.Sequence));

    /// <summary>The newest before a row, and whether there are older ones.</summary>
    public static async Task<(IReadOnlyList<LedgerEntry> Page, bool HasMore)> PageAsync(
        IQueryable<LedgerEntry> rows, long? before, int size, CancellationToken cancellation)
    {
        if (before is { } end)
        {
            rows = rows.Where(entry => entry.Sequence < end);
        }

        var found = await rows.OrderByDescending(entry => entry.Sequence).Take(size + 1).ToListAsync(cancellation);
        return ([.. found.Take(size)], found.Count > size);
    }

    [GeneratedRegex("^(?![0-9-]*$)[A-Za-z0-9-]{1,64}$")]
    private static partial Regex ReferenceForm();
}
