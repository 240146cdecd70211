using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Records;
using Platform.Records.Data;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults.Storage;

namespace Platform.Records.Patients;

/// <summary>Registers the patient of a message as unverified. The same message again gives the same patient.</summary>
internal static class RegisterPatientEndpoint
{
    public const string Action = "records.patient.register";
    private const int TextMax = 200;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/patients", HandleAsync).RequirePolicy(Action);

    public static async Task<Created<RegisteredPatient>> HandleAsync(
        RegisterPatient request, HttpContext http, RecordsDb db, TimeProvider clock, CancellationToken cancellation)
    {
        Check(request);
        var known = await KnownAsync(db, request.Source, cancellation);
        if (known is null)
        {
            var patient = Unverified(request, clock.GetUtcNow());
            db.Patients.Add(patient);
            try
            {
                await db.SaveChangesAsync(cancellation);
                known = patient.Id;
            }
            catch (DbUpdateException failure) when (failure.IsDuplicate())
            {
                // Another try of the same message was faster.
                db.ChangeTracker.Clear();
                known = await KnownAsync(db, request.Source, cancellation);
                if (known is null)
                    throw;
            }
        }

        http.Decision().Concerns(known);
        return TypedResults.Created((string?)null, new RegisteredPatient(known));
    }

    private static Task<string?> KnownAsync(RecordsDb db, string source, CancellationToken cancellation) =>
        db.Patients.Where(patient => patient.Source == source).Select(patient => patient.Id).SingleOrDefaultAsync(cancellation);

    private static void Check(RegisterPatient request)
    {
        string?[] texts =
        [
            request.Source, request.NhsNumber, request.Gender, request.Name?.Family, request.Name?.Prefix, request.Address?.City, request.Address?.PostalCode,
            request.Telecom?.Phone, request.Telecom?.Email, .. request.Name?.Given ?? [], .. request.Address?.Lines ?? [],
        ];
        if (request.Source.Length == 0 || request.Source.StartsWith("synthetic:", StringComparison.Ordinal) || texts.Any(text => text?.Length > TextMax) || texts.Length > 40)
            throw new BadHttpRequestException("the registration has no source, or a text that is too long");
    }

    private static Patient Unverified(RegisterPatient request, DateTimeOffset now) => new()
    {
        Id = Guid.NewGuid().ToString("D"),
        NhsNumber = request.NhsNumber,
        NhsNumberStatus = "unverified",
        Family = request.Name?.Family,
        Given = request.Name?.Given ?? [],
        Prefix = request.Name?.Prefix,
        Gender = request.Gender,
        BirthDate = request.BirthDate,
        AddressLines = request.Address?.Lines ?? [],
        City = request.Address?.City,
        PostalCode = request.Address?.PostalCode,
        Phone = request.Telecom?.Phone,
        Email = request.Telecom?.Email,
        Source = request.Source,
        RegisteredAt = now,
    };
}
