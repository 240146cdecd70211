namespace Platform.Records.Data;

/// <summary>Who changed what, and when: written in the transaction of the change.</summary>
public sealed class HistoryEntry
{
    public long Id { get; init; }
    public required string Entity { get; init; }
    public required string EntityId { get; init; }
    public required string Change { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }
    public string? Subject { get; init; }
    public string? Actor { get; init; }
    public string? TraceId { get; init; }
    public string? Before { get; init; }
    public string? After { get; init; }
}
