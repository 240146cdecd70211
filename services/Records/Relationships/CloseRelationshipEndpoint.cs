using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Platform.Records.Data;
using Platform.Rego.AspNetCore;

namespace Platform.Records.Relationships;

/// <summary>Ends a relationship now; the row stays. Closing a closed one finds nothing, since only those in force are there.</summary>
internal static class CloseRelationshipEndpoint
{
    public const string Action = "records.relationship.close";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapDelete("/relationships/{id}", HandleAsync).RequirePolicy(Action);

    public static async ValueTask<ResourceFacts> FactsAsync(HttpContext context, CancellationToken cancellation)
    {
        var id = context.Request.RouteValues["id"] as string ?? "";
        var db = context.RequestServices.GetRequiredService<RecordsDb>();
        var found = await db.RelationshipsInForce.AsNoTracking().SingleOrDefaultAsync(relationship => relationship.Id == id, cancellation);
        return found is null
            ? ResourceFacts.Missing("relationship")
            : new("relationship", id, [], default, [new Relationship(found.Kind, found.Organisation, found.Until)], found.PatientId);
    }

    public static async Task<Results<NoContent, NotFound>> HandleAsync(string id, HttpContext http, RecordsDb db, TimeProvider clock, CancellationToken cancellation)
    {
        var organisation = http.Person().Organisation;
        var found = await db.RelationshipsInForce.SingleOrDefaultAsync(
            relationship => relationship.Id == id && relationship.Organisation == organisation, cancellation);
        if (found is null)
            return TypedResults.NotFound();
        found.Until = clock.GetUtcNow();
        await db.SaveChangesAsync(cancellation);
        return TypedResults.NoContent();
    }
}
