using Platform.Contracts.Records;

namespace Platform.Referrals.Messages;

/// <summary>A message that passed every check that needs no database.</summary>
/// <param name="ReferralId">The id that the sender gives for the referral: ours, in updates and cancellations; null in a new one.</param>
/// <param name="Parties">Null only in a response, which is told by what it answers.</param>
/// <param name="Patient">Null only in a response.</param>
public sealed record ReferralMessage(
    MessageHeaders Headers,
    MessageBundle Bundle,
    Workflow Workflow,
    string? ReferralId,
    MessageParties? Parties,
    MessagePatient? Patient);

/// <param name="VerifiedNumber">Digits to match on: only those that the sender verified and whose check digit is right.</param>
public sealed record MessagePatient(string? VerifiedNumber, RegisterPatient Registration);
