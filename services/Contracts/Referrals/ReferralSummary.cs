namespace Platform.Contracts.Referrals;

/// <param name="Id">The id of the ServiceRequest that the receiver issued.</param>
/// <param name="Reference">The twelve digits that people quote (UBRN).</param>
/// <param name="State">One of e-RS' states, e.g. <c>AWAITING_TRIAGE</c>.</param>
public sealed record ReferralSummary(
    string Id,
    string Reference,
    string State,
    string Category,
    string UseCase,
    string PatientId,
    string ReferringOrganisation,
    string ReceivingOrganisation,
    DateTimeOffset ReceivedAt,
    DateTimeOffset ChangedAt);

/// <summary>What triage says; the comment is mandatory (e-RS A028).</summary>
public sealed record TriageOutcome(string Comment);

/// <summary>An appointment for an accepted referral.</summary>
public sealed record BookAppointment(DateTimeOffset Start, string Location);

/// <summary>Why a referral is withdrawn.</summary>
public sealed record CancelReferral(string Reason);

public sealed record ReferralChanged(string Id, string State);
