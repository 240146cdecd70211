namespace Platform.ServiceDefaults.Storage;

/// <summary>Who a change is made for and by: goes into the history with it.</summary>
/// <param name="Subject">Opaque id of the user, or null when a workload acts for itself.</param>
/// <param name="Actor">SPIFFE id of the calling workload, or null for the service's own seeding.</param>
/// <param name="TraceId">The trace that the change belongs to.</param>
public sealed record ChangeAuthor(string? Subject, string? Actor, string? TraceId)
{
    /// <summary>The service itself.</summary>
    public static ChangeAuthor Self { get; } = new(null, null, null);
}
