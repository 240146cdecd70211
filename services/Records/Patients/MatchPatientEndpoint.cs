using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts;
using Platform.Contracts.Records;
using Platform.Records.Data;
using Platform.Rego.AspNetCore;

namespace Platform.Records.Patients;

/// <summary>Finds the patient with a verified NHS number. Digits whose check digit fails match nobody, whoever else has them stored.</summary>
internal static class MatchPatientEndpoint
{
    public const string Action = "records.patient.match";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/patients/match", HandleAsync).RequirePolicy(Action);

    public static async Task<Ok<PatientMatch>> HandleAsync(MatchPatient request, HttpContext http, RecordsDb db, CancellationToken cancellation)
    {
        if (!NhsNumber.TryParse(request.NhsNumber, out var number))
            return TypedResults.Ok(new PatientMatch(null));

        var id = await db.Patients
            .Where(patient => patient.NhsNumber == number.Digits && patient.NhsNumberStatus == "verified")
            .Select(patient => patient.Id)
            .SingleOrDefaultAsync(cancellation);
        if (id is not null)
            http.Decision().Concerns(id);
        return TypedResults.Ok(new PatientMatch(id));
    }
}
