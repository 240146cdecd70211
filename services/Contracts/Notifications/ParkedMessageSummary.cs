namespace Platform.Contracts.Notifications;

/// <summary>A message from the broker that was refused: why, and nothing of its content.</summary>
public sealed record ParkedMessageSummary(
    string Fingerprint, string? MessageId, string? Type, string? Producer, string Reason, DateTimeOffset FirstAt, long Deliveries);

/// <summary>The oldest first.</summary>
public sealed record ParkedMessageList(IReadOnlyList<ParkedMessageSummary> Items);
