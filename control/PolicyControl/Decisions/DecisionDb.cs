using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults.Storage;

namespace Platform.PolicyControl.Decisions;

public sealed class DecisionDb(DbContextOptions<DecisionDb> options) : DbContext(options)
{
    public DbSet<DecisionEntry> Decisions => Set<DecisionEntry>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configuration) =>
        configuration.Properties<DateTimeOffset>().HaveConversion<SortableTime>();

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<DecisionEntry>().ToTable("decisions").HasKey(entry => entry.Sequence);
        model.Entity<DecisionEntry>().Property(entry => entry.Sequence).ValueGeneratedNever();
        SnakeCase.ApplyTo(model);
    }
}

/// <summary>One logged decision. <see cref="Body"/> is the event as it was masked at its source; the columns beside it are copies to search by.</summary>
public sealed record DecisionEntry
{
    public required long Sequence { get; init; }
    public required string DecisionId { get; init; }
    public required string App { get; init; }
    public required DateTimeOffset Time { get; init; }
    public required string Action { get; init; }
    public required string Outcome { get; init; }
    public required string TraceId { get; init; }
    public required string Revision { get; init; }

    /// <summary>Decisions that the process could not log right before this one.</summary>
    public required long Lost { get; init; }

    public required string Body { get; init; }
}
