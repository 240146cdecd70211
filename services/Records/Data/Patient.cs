namespace Platform.Records.Data;

public sealed class Patient
{
    public required string Id { get; init; }
    public string? NhsNumber { get; init; }

    /// <summary><c>verified</c> only when somebody traced the number and its check digit is right; only then is it matched on.</summary>
    public required string NhsNumberStatus { get; init; }
    public string? Family { get; init; }
    public required IReadOnlyList<string> Given { get; init; }
    public string? Prefix { get; init; }
    public string? Gender { get; init; }
    public DateOnly? BirthDate { get; init; }
    public required IReadOnlyList<string> AddressLines { get; init; }
    public string? City { get; init; }
    public string? PostalCode { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public string? GeneralPractice { get; init; }
    public string? EmergencyName { get; init; }
    public string? EmergencyRelationship { get; init; }
    public string? EmergencyPhone { get; init; }

    /// <summary>Where the registration came from; the same source never registers twice.</summary>
    public required string Source { get; init; }
    public required DateTimeOffset RegisteredAt { get; init; }
}
