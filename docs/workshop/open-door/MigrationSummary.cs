using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Records;
using Platform.Records.Data;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults;

namespace Platform.OpenDoor;

/// <summary>
/// The shape of the incident. Somebody needed summaries for a migration, whose job had no token; so the route went to the port that asks nobody for
/// one, under the label of routes that hold no patient data. All other routes of the service still ask.
/// </summary>
internal static class MigrationSummary
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/patients/{id}/summary", HandleAsync).WithRouteLabel(RouteLabel.Public).OnListener(ListenerClass.Management);

    public static async Task<Results<Ok<Summary>, NotFound>> HandleAsync(string id, RecordsDb db, CancellationToken cancellation) =>
        await db.Patients.AsNoTracking().SingleOrDefaultAsync(patient => patient.Id == id, cancellation) is { } patient
            ? TypedResults.Ok(new Summary(
                patient.Id, patient.NhsNumber, patient.Family, patient.BirthDate, patient.PostalCode, patient.Phone,
                patient.EmergencyName is null ? null : new EmergencyContact(patient.EmergencyName, patient.EmergencyRelationship ?? "", patient.EmergencyPhone ?? "")))
            : TypedResults.NotFound();

    internal sealed record Summary(
        string Id, string? NhsNumber, string? Family, DateOnly? BirthDate, string? PostalCode, string? Phone, EmergencyContact? EmergencyContact);
}
