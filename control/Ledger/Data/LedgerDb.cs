using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults.Storage;

namespace Platform.Ledger.Data;

public sealed class LedgerDb(DbContextOptions<LedgerDb> options) : DbContext(options)
{
    public DbSet<LedgerEntry> Entries => Set<LedgerEntry>();
    public DbSet<PatientEntry> Patients => Set<PatientEntry>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configuration) =>
        configuration.Properties<DateTimeOffset>().HaveConversion<SortableTime>();

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<LedgerEntry>().ToTable("ledger").HasKey(entry => entry.Sequence);
        model.Entity<LedgerEntry>().Property(entry => entry.Sequence).ValueGeneratedNever();
        model.Entity<PatientEntry>().ToTable("ledger_patients").HasKey(entry => new { entry.PatientRef, entry.Sequence });
        SnakeCase.ApplyTo(model);
    }
}
