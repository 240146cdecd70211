namespace Platform.Contracts.Records;

/// <summary>Where a care relationship comes from.</summary>
public static class RelationshipKinds
{
    /// <summary>The practice that the patient is registered with.</summary>
    public const string Registration = "registration";
    public const string ReferralSender = "referral-sender";
    public const string ReferralReceiver = "referral-receiver";
}
