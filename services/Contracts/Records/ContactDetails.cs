namespace Platform.Contracts.Records;

/// <summary>How a patient is reached: all that the notifications service ever learns of one.</summary>
/// <param name="PatientId">The records service's id.</param>
/// <param name="Name">How to address them.</param>
/// <param name="Email">Null: they gave none.</param>
public sealed record ContactDetails(string PatientId, PersonName? Name, string? Email);
