using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts;
using Platform.Contracts.Records;
using Platform.Records.Data;
using Platform.Rego.AspNetCore;

namespace Platform.Records.Patients;

internal static class SearchPatientsEndpoint
{
    public const string Action = "records.patient.search";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/patients/search", HandleAsync).RequirePolicy(Action);

    public static async Task<Ok<Page<PatientSummary>>> HandleAsync(PatientSearch request, HttpContext http, RecordsDb db, CancellationToken cancellation)
    {
        var decision = http.Decision();
        var permitted = decision.ApplyFilter(db.RelationshipsInForce);
        var rows = db.Patients.AsNoTracking().Where(patient => permitted.Any(relationship => relationship.PatientId == patient.Id));
        if (request.NhsNumber is not null)
        {
            if (!NhsNumber.TryParse(request.NhsNumber, out var number))
                throw new BadHttpRequestException("the NHS number is not one");
            rows = rows.Where(patient => patient.NhsNumber == number.Digits && patient.NhsNumberStatus == "verified");
        }

        if (request.FamilyName is { } family)
            rows = rows.Where(patient => patient.Family == family);
        if (request.BirthDate is { } born)
            rows = rows.Where(patient => patient.BirthDate == born);
        if (request.After is { } after)
            rows = rows.Where(patient => string.Compare(patient.Id, after) > 0);

        var found = await rows.OrderBy(patient => patient.Id).Take(Page.Limit + 1).ToListAsync(cancellation);
        var items = found.Take(Page.Limit)
            .Select(patient => new PatientSummary(patient.Id, patient.NhsNumberStatus, ReadPatientEndpoint.Name(patient), patient.BirthDate))
            .ToArray();
        decision.Shows<PatientSummary>();
        decision.Concerns(items.Select(patient => patient.Id));
        return TypedResults.Ok(new Page<PatientSummary>(items, found.Count > Page.Limit ? items[^1].Id : null));
    }
}
