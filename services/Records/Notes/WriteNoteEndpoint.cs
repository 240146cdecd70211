using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts;
using Platform.Contracts.Records;
using Platform.Records.Data;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults.Storage;

namespace Platform.Records.Notes;

internal static class WriteNoteEndpoint
{
    public const string Action = "records.note.write";

    private const int TitleMax = 200;
    private const int TextMax = 20_000;
    private static readonly string[] Kinds = ["consultation", "letter", "result", "advice"];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/patients/{id}/notes", HandleAsync).RequirePolicy(Action);

    public static async Task<Results<Created<WrittenNote>, NotFound>> HandleAsync(
        string id, WriteNote request, HttpContext http, RecordsDb db, TimeProvider clock, CancellationToken cancellation)
    {
        var labels = request.Labels ?? [];
        if (Fault(request, labels) is { } fault)
            throw new BadHttpRequestException(fault);

        var person = http.Person();
        var organisation = person.Organisation ?? throw new InvalidOperationException("the action needs an organisation");
        await using var transaction = await db.Database.BeginWriteAsync(id, cancellation);
        if (!await db.RelationshipsInForce.AnyAsync(relationship => relationship.PatientId == id && relationship.Organisation == organisation, cancellation))
            return TypedResults.NotFound();

        var note = new Note
        {
            Id = Guid.NewGuid().ToString("D"),
            PatientId = id,
            Kind = request.Kind,
            Title = request.Title,
            Text = request.Text,
            ThirdPartyInformation = request.ThirdPartyInformation,
            WrittenAt = clock.GetUtcNow(),
            Author = person.Id,
            AuthorOrganisation = organisation,
            Labels = [.. labels.Distinct()],
            Confidentiality = SensitiveLabels.Strictest(labels),
        };
        db.Notes.Add(note);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Created((string?)null, new WrittenNote(note.Id));
    }

    private static string? Fault(WriteNote request, IReadOnlyList<string> labels) => request switch
    {
        _ when !Kinds.Contains(request.Kind) => "the kind is not known",
        { Title.Length: 0 or > TitleMax } => "the title is empty or too long",
        { Text.Length: 0 or > TextMax } or { ThirdPartyInformation.Length: > TextMax } => "the text is empty or too long",
        _ when labels.Any(label => !SensitiveLabels.Confidentiality.ContainsKey(label)) => "a label is not in the list",
        _ => null,
    };
}
