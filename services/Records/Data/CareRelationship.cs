namespace Platform.Records.Data;

/// <summary>Why an organisation may see a patient. In force until <see cref="Until"/>; closing one sets that to now and keeps the row.</summary>
public sealed class CareRelationship
{
    public required string Id { get; init; }
    public required string PatientId { get; init; }
    public required string Organisation { get; init; }
    public required string Kind { get; init; }

    /// <summary>The referral that opened it; empty for a registration.</summary>
    public required string ReferralId { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public required DateTimeOffset Until { get; set; }
}
