namespace Platform.Contracts.Referrals;

/// <summary>A referral was withdrawn; the reason stays with referrals.</summary>
public sealed record ReferralCancelled(
    string ReferralId, string PatientId, string ReferringOrganisation, string ReceivingOrganisation, DateTimeOffset OccurredAt);
