using Microsoft.EntityFrameworkCore;
using Platform.Records.Data;

namespace Platform.Records.Seeding;

/// <summary>Fills an empty database with the synthetic population, all or nothing; a database with any patient is left alone.</summary>
internal static class SeedSyntheticPeople
{
    public static async Task RunAsync(RecordsDb db, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.Patients.AnyAsync(cancellation))
            return;

        db.ChangeTracker.AutoDetectChangesEnabled = false;
        db.Patients.AddRange(SyntheticPeople.Patients());
        db.Relationships.AddRange(SyntheticPeople.Relationships());
        db.Notes.AddRange(SyntheticPeople.Notes());
        await db.SaveSeedAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        db.ChangeTracker.Clear();
    }
}
