namespace Platform.ServiceDefaults.Storage;

/// <summary>An event that is to be published, written in the transaction of the change that it tells of.</summary>
public sealed class OutboxMessage
{
    /// <summary>The message id.</summary>
    public required string Id { get; init; }
    /// <summary>Its place in the order of sending.</summary>
    public required long Sequence { get; init; }
    /// <summary>URN of its type.</summary>
    public required string Type { get; init; }
    /// <summary>The event as JSON.</summary>
    public required byte[] Body { get; init; }
    /// <summary>Why it is sent.</summary>
    public required string Headers { get; init; }
    /// <summary>When the change happened.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
    /// <summary>When the broker confirmed it.</summary>
    public DateTimeOffset? SentAt { get; set; }
}
