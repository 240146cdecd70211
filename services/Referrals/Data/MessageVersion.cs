namespace Platform.Referrals.Data;

/// <summary>A message as it was answered; every version of a referral is kept.</summary>
public sealed class MessageVersion
{
    public required string ReferralId { get; init; }
    public required int Version { get; init; }
    public required string Kind { get; init; }
    public required string RequestId { get; init; }
    public required string CorrelationId { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required string Body { get; init; }
}
