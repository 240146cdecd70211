namespace Platform.Contracts.Records;

/// <summary>Opens the relationships that a referral creates between a patient and organisations. Asking again for the same referral changes nothing.</summary>
public sealed record OpenRelationships(string PatientId, string ReferralId, IReadOnlyList<RelationshipParty> Parties);

/// <param name="Organisation">ODS code.</param>
/// <param name="Kind"><c>referral-sender</c> or <c>referral-receiver</c>.</param>
public sealed record RelationshipParty(string Organisation, string Kind);

public sealed record OpenedRelationships(IReadOnlyList<string> RelationshipIds);
