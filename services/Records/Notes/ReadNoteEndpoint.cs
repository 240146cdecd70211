using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Records;
using Platform.Records.Data;
using Platform.Rego.AspNetCore;

namespace Platform.Records.Notes;

internal static class ReadNoteEndpoint
{
    public const string Action = "records.note.read";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/patients/{id}/notes/{noteId}", HandleAsync).RequirePolicy(Action);

    public static async Task<Results<Ok<NoteRecord>, NotFound>> HandleAsync(
        string id, string noteId, HttpContext http, RecordsDb db, CancellationToken cancellation)
    {
        var decision = http.Decision();
        var permitted = decision.ApplyFilter(db.RelationshipsInForce);
        var note = await db.Notes.AsNoTracking().SingleOrDefaultAsync(
            note => note.Id == noteId && note.PatientId == id && permitted.Any(relationship => relationship.PatientId == note.PatientId), cancellation);
        if (note is null)
            return TypedResults.NotFound();
        decision.Shows<NoteRecord>();
        return TypedResults.Ok(new NoteRecord(
            note.Id,
            note.PatientId,
            note.Kind,
            note.Title,
            note.Text,
            note.ThirdPartyInformation,
            note.WrittenAt,
            note.Author,
            note.AuthorOrganisation,
            note.Labels));
    }
}
