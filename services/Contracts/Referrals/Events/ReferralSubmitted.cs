namespace Platform.Contracts.Referrals;

/// <summary>A referral was received and waits for triage. Like every event it holds opaque ids and codes only; who may, asks for more.</summary>
/// <param name="ReferralId">The id of the ServiceRequest.</param>
/// <param name="PatientId">The records service's id.</param>
/// <param name="ReferringOrganisation">ODS code.</param>
/// <param name="ReceivingOrganisation">ODS code.</param>
/// <param name="OccurredAt">When the change was made.</param>
public sealed record ReferralSubmitted(
    string ReferralId, string PatientId, string ReferringOrganisation, string ReceivingOrganisation, DateTimeOffset OccurredAt);
