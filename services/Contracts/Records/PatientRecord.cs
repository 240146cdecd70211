namespace Platform.Contracts.Records;

/// <summary>What a clinician with a relationship sees of a patient.</summary>
/// <param name="NhsNumberStatus"><c>verified</c> or <c>unverified</c>.</param>
/// <param name="GeneralPractice">ODS code of the practice that the patient is registered with.</param>
public sealed record PatientRecord(
    string Id,
    string? NhsNumber,
    string NhsNumberStatus,
    PersonName? Name,
    string? Gender,
    DateOnly? BirthDate,
    PostalAddress? Address,
    Telecom? Telecom,
    string? GeneralPractice,
    EmergencyContact? EmergencyContact);

/// <summary>Someone else's details, given by the patient.</summary>
public sealed record EmergencyContact(string Name, string Relationship, string Phone);

public sealed record PatientSummary(string Id, string NhsNumberStatus, PersonName? Name, DateOnly? BirthDate);

/// <summary>Searches among the patients that the caller's organisation has a relationship with.</summary>
/// <param name="NhsNumber">A whole number with the right check digit; in the body, since it may not be in an address.</param>
/// <param name="After">The <c>next</c> of the page before.</param>
public sealed record PatientSearch(string? NhsNumber = null, string? FamilyName = null, DateOnly? BirthDate = null, string? After = null);
