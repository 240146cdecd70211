using Platform.Records.Data;

namespace Platform.Records.Notes;

/// <summary>A note beside one relationship that its patient has now: the rows that a policy's filter is about.</summary>
internal sealed class NoteRow
{
    public required string Id { get; init; }
    public required string PatientId { get; init; }
    public required string Confidentiality { get; init; }
    public required string AuthorOrganisation { get; init; }

    /// <summary>Of the relationship.</summary>
    public required string Organisation { get; init; }

    public static IQueryable<NoteRow> All(RecordsDb db) =>
        from note in db.Notes
        join relationship in db.RelationshipsInForce on note.PatientId equals relationship.PatientId
        select new NoteRow
        {
            Id = note.Id,
            PatientId = note.PatientId,
            Confidentiality = note.Confidentiality,
            AuthorOrganisation = note.AuthorOrganisation,
            Organisation = relationship.Organisation,
        };
}
