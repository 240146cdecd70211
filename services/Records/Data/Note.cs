namespace Platform.Records.Data;

public sealed class Note
{
    public required string Id { get; init; }
    public required string PatientId { get; init; }
    public required string Kind { get; init; }
    public required string Title { get; init; }
    public required string Text { get; init; }
    public string? ThirdPartyInformation { get; init; }
    public required DateTimeOffset WrittenAt { get; init; }
    public required string Author { get; init; }
    public required string AuthorOrganisation { get; init; }
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>The strictest of the labels' confidentialities; a column of its own so that a row filter can use it.</summary>
    public required string Confidentiality { get; init; }
}
