using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Platform.Referrals.Lifecycle;
using Platform.ServiceDefaults.Storage;

namespace Platform.Referrals.Data;

public sealed class ReferralsDb(DbContextOptions<ReferralsDb> options, ChangeAuthor author, ReferralEvents events, TimeProvider clock) : DbContext(options)
{
    public DbSet<Referral> Referrals => Set<Referral>();
    public DbSet<MessageVersion> MessageVersions => Set<MessageVersion>();
    public DbSet<Receipt> Receipts => Set<Receipt>();
    public DbSet<HistoryEntry> History => Set<HistoryEntry>();
    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();
    public DbSet<InboxMessage> Inbox => Set<InboxMessage>();

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("changes are saved asynchronously, with their history");

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        ChangeTracker.DetectChanges();
        History.AddRange(ChangeHistory.Of(ChangeTracker, entity => entity is Referral, author, clock.GetUtcNow()));
        Outbox.AddRange(events.Of(ChangeTracker));
        var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        events.Saved();
        return saved;
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configuration)
    {
        configuration.Properties<DateTimeOffset>().HaveConversion<SortableTime>();
        configuration.Properties<ReferralState>().HaveConversion<StateCode>();
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<Referral>().ToTable("referrals").Property(referral => referral.Version).IsConcurrencyToken();
        var messages = model.Entity<MessageVersion>().ToTable("message_versions");
        messages.HasKey(message => new { message.ReferralId, message.Version });
        messages.HasOne<Referral>().WithMany().HasForeignKey(message => message.ReferralId);
        model.Entity<Receipt>().ToTable("receipts").HasKey(receipt => new { receipt.RequestId, receipt.CorrelationId });
        model.Entity<HistoryEntry>().ToTable("history");
        model.Entity<OutboxMessage>().ToTable("outbox");
        model.Entity<InboxMessage>().ToTable("inbox").HasKey(message => new { message.MessageId, message.Consumer });
        SnakeCase.ApplyTo(model);
    }

    private sealed class StateCode() : ValueConverter<ReferralState, string>(state => state.Code(), code => ReferralStates.Read(code));
}
