using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Records;
using Platform.Records.Data;
using Platform.Rego.AspNetCore;

namespace Platform.Records.Patients;

internal static class ReadPatientEndpoint
{
    public const string Action = "records.patient.read";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/patients/{id}", HandleAsync).RequirePolicy(Action);

    public static async Task<Results<Ok<PatientRecord>, NotFound>> HandleAsync(string id, HttpContext http, RecordsDb db, CancellationToken cancellation)
    {
        // One statement for relationship and record: a relationship that ended since the decision gives nothing away.
        var decision = http.Decision();
        var permitted = decision.ApplyFilter(db.RelationshipsInForce);
        var patient = await db.Patients.AsNoTracking()
            .SingleOrDefaultAsync(patient => patient.Id == id && permitted.Any(relationship => relationship.PatientId == patient.Id), cancellation);
        if (patient is null)
            return TypedResults.NotFound();
        decision.Shows<PatientRecord>();
        return TypedResults.Ok(Record(patient));
    }

    private static PatientRecord Record(Patient patient) => new(
        patient.Id,
        patient.NhsNumber,
        patient.NhsNumberStatus,
        Name(patient),
        patient.Gender,
        patient.BirthDate,
        new PostalAddress(patient.AddressLines, patient.City, patient.PostalCode),
        new Telecom(patient.Phone, patient.Email),
        patient.GeneralPractice,
        patient.EmergencyName is null ? null : new EmergencyContact(patient.EmergencyName, patient.EmergencyRelationship ?? "", patient.EmergencyPhone ?? ""));

    public static PersonName Name(Patient patient) => new(patient.Family, patient.Given, patient.Prefix);
}
