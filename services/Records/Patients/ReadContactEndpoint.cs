using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Records;
using Platform.Records.Data;
using Platform.Rego.AspNetCore;

namespace Platform.Records.Patients;

/// <summary>How to reach a patient, for the service that tells them about their referral; nothing else of the record is in the answer.</summary>
internal static class ReadContactEndpoint
{
    public const string Action = "records.contact.read";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/patients/{id}/contact", HandleAsync).RequirePolicy(Action);

    public static async Task<Results<Ok<ContactDetails>, NotFound>> HandleAsync(string id, HttpContext http, RecordsDb db, CancellationToken cancellation)
    {
        var patient = await db.Patients.AsNoTracking().SingleOrDefaultAsync(patient => patient.Id == id, cancellation);
        if (patient is null)
            return TypedResults.NotFound();
        http.Decision().Shows("name", "email");
        return TypedResults.Ok(new ContactDetails(patient.Id, ReadPatientEndpoint.Name(patient), patient.Email));
    }
}
