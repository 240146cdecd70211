namespace Platform.Contracts.Records;

/// <summary>Asks for the patient with this NHS number; only a verified number with the right check digit ever matches.</summary>
public sealed record MatchPatient(string NhsNumber);

/// <param name="PatientId">Null: nobody matches.</param>
public sealed record PatientMatch(string? PatientId);
