using Microsoft.EntityFrameworkCore;
using Platform.Records.Data;
using Platform.Rego.AspNetCore;

namespace Platform.Records.Patients;

/// <summary>What a decision about a patient needs. One who does not exist takes the same queries as one who does.</summary>
internal static class PatientFacts
{
    public static async ValueTask<ResourceFacts> OfRoute(HttpContext context, CancellationToken cancellation)
    {
        var id = context.Request.RouteValues["id"] as string ?? "";
        var db = context.RequestServices.GetRequiredService<RecordsDb>();
        var exists = await db.Patients.AnyAsync(patient => patient.Id == id, cancellation);
        var relationships = await RelationshipsAsync(db, id, cancellation);
        return new("patient", exists ? id : null, [], default, relationships, exists ? id : null);
    }

    /// <summary>The relationships of a patient that hold now, whoever has them.</summary>
    public static async Task<Relationship[]> RelationshipsAsync(RecordsDb db, string patientId, CancellationToken cancellation) =>
        await db.RelationshipsInForce
            .Where(relationship => relationship.PatientId == patientId)
            .Select(relationship => new Relationship(relationship.Kind, relationship.Organisation, relationship.Until))
            .ToArrayAsync(cancellation);
}
