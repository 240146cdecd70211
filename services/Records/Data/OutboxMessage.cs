namespace Platform.Records.Data;

/// <summary>An event that is to be published, written in the transaction of the change that it tells of.</summary>
public sealed class OutboxMessage
{
    public required string Id { get; init; }
    public required long Sequence { get; init; }
    public required string Type { get; init; }
    public required byte[] Body { get; init; }
    public required string Headers { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? SentAt { get; set; }
}
