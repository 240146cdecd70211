namespace Platform.Contracts.Records;

/// <summary>A patient as a message describes them. They are registered as unverified; asking again with the same source gives the same patient.</summary>
/// <param name="Source">What the patient was registered from: the message's two ids, joined by a colon.</param>
/// <param name="NhsNumber">As the message states it; kept, never matched on.</param>
public sealed record RegisterPatient(string Source, string? NhsNumber, PersonName? Name, string? Gender, DateOnly? BirthDate, PostalAddress? Address, Telecom? Telecom);

public sealed record RegisteredPatient(string PatientId);

public sealed record PersonName(string? Family, IReadOnlyList<string> Given, string? Prefix);

public sealed record PostalAddress(IReadOnlyList<string> Lines, string? City, string? PostalCode);

public sealed record Telecom(string? Phone, string? Email);
