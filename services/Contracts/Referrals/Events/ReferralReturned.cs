namespace Platform.Contracts.Referrals;

/// <summary>A referral went back to its referrer with advice; the advice itself stays with referrals.</summary>
public sealed record ReferralReturned(
    string ReferralId, string PatientId, string ReferringOrganisation, string ReceivingOrganisation, DateTimeOffset OccurredAt);
