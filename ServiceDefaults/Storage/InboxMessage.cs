namespace Platform.ServiceDefaults.Storage;

/// <summary>A message that a consumer has acted on, so that it does not act twice.</summary>
public sealed class InboxMessage
{
    /// <summary>The message.</summary>
    public required string MessageId { get; init; }
    /// <summary>Who acted on it.</summary>
    public required string Consumer { get; init; }
    /// <summary>When.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }
}
