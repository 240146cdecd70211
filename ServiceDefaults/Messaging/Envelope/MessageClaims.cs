using Platform.Rego.AspNetCore;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>Why a message is sent: what the producer was permitted to do, and for whom. Goes signed with the message.</summary>
/// <param name="Subject">The user on whose behalf it is, or null when the producer acts for itself.</param>
/// <param name="Action">The action whose permit led to it, for example <c>referrals.referral.submit</c>.</param>
/// <param name="DecisionId">The decision that permitted it.</param>
/// <param name="Purpose">The purpose of use that was decided on.</param>
public sealed record MessageClaims(PolicySubject? Subject, string Action, string DecisionId, string? Purpose);
