namespace Platform.Contracts.Records;

public sealed record NoteSummary(string Id, string Kind, string Title, DateTimeOffset WrittenAt, string AuthorOrganisation, IReadOnlyList<string> Labels);

/// <param name="ThirdPartyInformation">What somebody other than the patient said or is said about; masked for most readers.</param>
public sealed record NoteRecord(
    string Id,
    string PatientId,
    string Kind,
    string Title,
    string Text,
    string? ThirdPartyInformation,
    DateTimeOffset WrittenAt,
    string Author,
    string AuthorOrganisation,
    IReadOnlyList<string> Labels);

/// <summary>A new note. Author, organisation and time are the caller's and the clock's, never the message's.</summary>
public sealed record WriteNote(string Kind, string Title, string Text, string? ThirdPartyInformation = null, IReadOnlyList<string>? Labels = null);

public sealed record WrittenNote(string Id);
