namespace Platform.Contracts.Referrals;

/// <summary>The provider accepted a referral and will book.</summary>
public sealed record ReferralTriaged(
    string ReferralId, string PatientId, string ReferringOrganisation, string ReceivingOrganisation, DateTimeOffset OccurredAt);
