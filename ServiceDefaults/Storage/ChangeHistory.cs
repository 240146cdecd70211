using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Platform.ServiceDefaults.Storage;

/// <summary>One history entry for each changed row of the tables whose history is kept.</summary>
public static class ChangeHistory
{
    /// <summary>The entries for what is about to be saved.</summary>
    /// <param name="tracker">The changes.</param>
    /// <param name="kept">Whether the history of such an entity is kept.</param>
    /// <param name="author">Who makes them.</param>
    /// <param name="now">When.</param>
    public static IReadOnlyList<HistoryEntry> Of(ChangeTracker tracker, Func<object, bool> kept, ChangeAuthor author, DateTimeOffset now) =>
    [
        .. from entry in tracker.Entries()
           where kept(entry.Entity)
           where entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted
           select new HistoryEntry
           {
               Entity = entry.Metadata.GetTableName()!,
               EntityId = (string)entry.Property("Id").CurrentValue!,
               Change = entry.State switch
               {
                   EntityState.Added => "insert",
                   EntityState.Modified => "update",
                   _ => "delete",
               },
               ChangedAt = now,
               Subject = author.Subject,
               Actor = author.Actor,
               TraceId = author.TraceId,
               Before = entry.State == EntityState.Added ? null : Snapshot(entry, property => property.OriginalValue),
               After = entry.State == EntityState.Deleted ? null : Snapshot(entry, property => property.CurrentValue),
           },
    ];

    private static string Snapshot(EntityEntry entry, Func<PropertyEntry, object?> value) =>
        JsonSerializer.Serialize(entry.Properties.ToDictionary(property => property.Metadata.GetColumnName(), property => Stored(property, value(property))));

    // As the column holds it, so that a history is read beside the table.
    private static object? Stored(PropertyEntry property, object? value) =>
        property.Metadata.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value;
}
