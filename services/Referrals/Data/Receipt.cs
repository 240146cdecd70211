namespace Platform.Referrals.Data;

/// <summary>That a message with these two ids is being processed or has been.</summary>
public sealed class Receipt
{
    public const string Processing = "processing";
    public const string Done = "done";

    public required string RequestId { get; init; }
    public required string CorrelationId { get; init; }
    public required string State { get; set; }
    public required DateTimeOffset StartedAt { get; set; }

    /// <summary>The id that the referral of this message has or will have, so that a second try after a crash continues with it.</summary>
    public required string ReferralId { get; init; }
}
