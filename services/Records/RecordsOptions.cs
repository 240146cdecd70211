using System.ComponentModel.DataAnnotations;

namespace Platform.Records;

/// <summary>Section <c>Records</c>.</summary>
public sealed class RecordsOptions
{
    /// <summary>How long a relationship holds that a referral opened.</summary>
    /// <value>180 days.</value>
    [Range(1, 3650)]
    public int ReferralRelationshipDays { get; init; } = 180;
}
