namespace Platform.ServiceDefaults.Storage;

/// <summary>Who changed what, and when: written in the transaction of the change.</summary>
public sealed class HistoryEntry
{
    /// <summary>Grows.</summary>
    public long Id { get; init; }
    /// <summary>The table.</summary>
    public required string Entity { get; init; }
    /// <summary>The row.</summary>
    public required string EntityId { get; init; }
    /// <summary><c>insert</c>, <c>update</c> or <c>delete</c>.</summary>
    public required string Change { get; init; }
    /// <summary>When.</summary>
    public required DateTimeOffset ChangedAt { get; init; }
    /// <summary>For whom.</summary>
    public string? Subject { get; init; }
    /// <summary>By which workload.</summary>
    public string? Actor { get; init; }
    /// <summary>In which trace.</summary>
    public string? TraceId { get; init; }
    /// <summary>The row before, as JSON.</summary>
    public string? Before { get; init; }
    /// <summary>The row after, as JSON.</summary>
    public string? After { get; init; }
}
