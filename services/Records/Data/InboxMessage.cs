namespace Platform.Records.Data;

/// <summary>A message that a consumer has acted on, so that it does not act twice.</summary>
public sealed class InboxMessage
{
    public required string MessageId { get; init; }
    public required string Consumer { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
}
