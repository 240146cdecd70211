using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults.Storage;

namespace Platform.Records.Data;

public sealed class RecordsDb(DbContextOptions<RecordsDb> options, ChangeAuthor author, TimeProvider clock) : DbContext(options)
{
    public DbSet<Patient> Patients => Set<Patient>();
    public DbSet<Note> Notes => Set<Note>();
    public DbSet<CareRelationship> Relationships => Set<CareRelationship>();
    public DbSet<HistoryEntry> History => Set<HistoryEntry>();
    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();
    public DbSet<InboxMessage> Inbox => Set<InboxMessage>();

    /// <summary>The relationships that hold at this moment; the only ones that ever count.</summary>
    public IQueryable<CareRelationship> RelationshipsInForce
    {
        get
        {
            var now = clock.GetUtcNow();
            return Relationships.Where(relationship => relationship.OpenedAt <= now && relationship.Until > now);
        }
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("changes are saved asynchronously, with their history");

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        ChangeTracker.DetectChanges();
        History.AddRange(ChangeHistory.Of(ChangeTracker, entity => entity is Patient or Note or CareRelationship, author, clock.GetUtcNow()));
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configuration)
    {
        configuration.Properties<DateTimeOffset>().HaveConversion<SortableTime>();
        configuration.Properties<IReadOnlyList<string>>().HaveConversion<TextList, TextListComparer>();
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<Patient>().ToTable("patients");
        model.Entity<Note>().ToTable("notes").HasOne<Patient>().WithMany().HasForeignKey(note => note.PatientId);
        model.Entity<CareRelationship>().ToTable("relationships").HasOne<Patient>().WithMany().HasForeignKey(relationship => relationship.PatientId);
        model.Entity<HistoryEntry>().ToTable("history");
        model.Entity<OutboxMessage>().ToTable("outbox");
        model.Entity<InboxMessage>().ToTable("inbox").HasKey(message => new { message.MessageId, message.Consumer });
        SnakeCase.ApplyTo(model);
    }
}
