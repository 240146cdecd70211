using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts;
using Platform.Contracts.Records;
using Platform.Records.Data;
using Platform.Rego.AspNetCore;

namespace Platform.Records.Notes;

/// <summary>The notes of a patient, newest first, without text. What the reader may not see is absent and not counted.</summary>
internal static class ListNotesEndpoint
{
    public const string Action = "records.note.list";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/patients/{id}/notes", HandleAsync).RequirePolicy(Action);

    public static async Task<Ok<Page<NoteSummary>>> HandleAsync(
        string id, string? after, int? limit, HttpContext http, RecordsDb db, CancellationToken cancellation)
    {
        var size = limit ?? Page.Limit;
        if (size is < 1 or > Page.Limit)
            throw new BadHttpRequestException("the limit is out of range");
        var decision = http.Decision();
        var permitted = decision.ApplyFilter(NoteRow.All(db));
        var notes = db.Notes.AsNoTracking().Where(note => note.PatientId == id && permitted.Any(row => row.Id == note.Id));
        if (after is not null)
        {
            var last = await notes.Where(note => note.Id == after).Select(note => (DateTimeOffset?)note.WrittenAt).SingleOrDefaultAsync(cancellation)
                ?? throw new BadHttpRequestException("after names no note of this list");
            notes = notes.Where(note => note.WrittenAt < last || (note.WrittenAt == last && string.Compare(note.Id, after) > 0));
        }

        var found = await notes
            .OrderByDescending(note => note.WrittenAt).ThenBy(note => note.Id)
            .Select(note => new NoteSummary(note.Id, note.Kind, note.Title, note.WrittenAt, note.AuthorOrganisation, note.Labels))
            .Take(size + 1)
            .ToListAsync(cancellation);
        var items = found.Take(size).ToArray();
        decision.Shows<NoteSummary>();
        return TypedResults.Ok(new Page<NoteSummary>(items, found.Count > size ? items[^1].Id : null));
    }
}
