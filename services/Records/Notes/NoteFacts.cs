using Microsoft.EntityFrameworkCore;
using Platform.Records.Data;
using Platform.Records.Patients;
using Platform.Rego.AspNetCore;
using Platform.Rego.Values;

namespace Platform.Records.Notes;

/// <summary>What a decision about one note needs. A note that does not exist, or is not this patient's, takes the same queries.</summary>
internal static class NoteFacts
{
    public static async ValueTask<ResourceFacts> OfRoute(HttpContext context, CancellationToken cancellation)
    {
        var patientId = context.Request.RouteValues["id"] as string ?? "";
        var noteId = context.Request.RouteValues["noteId"] as string ?? "";
        var db = context.RequestServices.GetRequiredService<RecordsDb>();
        var note = await db.Notes
            .Where(note => note.Id == noteId && note.PatientId == patientId)
            .Select(note => new { note.Labels, note.AuthorOrganisation })
            .SingleOrDefaultAsync(cancellation);
        var relationships = await PatientFacts.RelationshipsAsync(db, patientId, cancellation);
        if (note is null)
            return ResourceFacts.Missing("note");

        return new("note", noteId, [.. note.Labels], Val.ObjectOf(("authorOrganisation", note.AuthorOrganisation)), relationships, patientId);
    }
}
