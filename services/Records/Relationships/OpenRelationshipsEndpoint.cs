using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.Contracts.Records;
using Platform.Records.Data;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults.Storage;

namespace Platform.Records.Relationships;

/// <summary>Opens what a referral opens. All parties or none; the same referral again changes nothing.</summary>
internal static class OpenRelationshipsEndpoint
{
    public const string Action = "records.relationship.open";
    private const int PartiesMax = 4;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/relationships", HandleAsync).RequirePolicy(Action);

    public static async Task<Results<Created<OpenedRelationships>, NotFound>> HandleAsync(
        OpenRelationships request, HttpContext http, RecordsDb db, IOptions<RecordsOptions> options, TimeProvider clock, CancellationToken cancellation)
    {
        if (Fault(request) is { } fault)
            throw new BadHttpRequestException(fault);
        await using var transaction = await db.Database.BeginWriteAsync(request.PatientId, cancellation);
        if (!await db.Patients.AnyAsync(patient => patient.Id == request.PatientId, cancellation))
            return TypedResults.NotFound();

        var known = await db.Relationships
            .Where(relationship => relationship.PatientId == request.PatientId && relationship.ReferralId == request.ReferralId)
            .ToListAsync(cancellation);
        var now = clock.GetUtcNow();
        var added = request.Parties.Distinct()
            .Where(party => !known.Any(relationship => relationship.Organisation == party.Organisation && relationship.Kind == party.Kind))
            .Select(party => new CareRelationship
            {
                Id = Guid.NewGuid().ToString("D"),
                PatientId = request.PatientId,
                Organisation = party.Organisation,
                Kind = party.Kind,
                ReferralId = request.ReferralId,
                OpenedAt = now,
                Until = now + TimeSpan.FromDays(options.Value.ReferralRelationshipDays),
            })
            .ToList();
        db.Relationships.AddRange(added);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        http.Decision().Concerns(request.PatientId);
        return TypedResults.Created((string?)null, new OpenedRelationships([.. known.Concat(added).Select(relationship => relationship.Id)]));
    }

    private static string? Fault(OpenRelationships request) => request switch
    {
        { Parties.Count: 0 or > PartiesMax } => "there are no parties, or too many",
        _ when !Guid.TryParseExact(request.ReferralId, "D", out _) => "the referral id is not one",
        _ when request.Parties.Any(party => !OdsCode.IsWellFormed(party.Organisation)) => "an organisation is not an ODS code",
        _ when request.Parties.Any(party => party.Kind is not (RelationshipKinds.ReferralSender or RelationshipKinds.ReferralReceiver)) => "a kind is not one that a referral opens",
        _ => null,
    };
}
