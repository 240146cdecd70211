using System.Diagnostics;
using Platform.Records.Data;
using Platform.Records.Notes;
using Platform.Records.Patients;
using Platform.Records.Relationships;
using Platform.Records.Seeding;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults.Storage;
using Platform.WorkloadIdentity;

namespace Platform.Records;

/// <summary>The service that keeps patients, their notes and who is in a care relationship with them.</summary>
public static class RecordsService
{
    public static WebApplicationBuilder AddRecords(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<RecordsOptions>().BindConfiguration("Records").ValidateDataAnnotations().ValidateOnStart();
        services.AddHttpContextAccessor();
        services.AddScoped(Author);
        services.AddServiceDatabase<RecordsDb>("records", SeedSyntheticPeople.RunAsync);

        services.AddDecisionFacts(MatchPatientEndpoint.Action, (_, _) => new(ResourceFacts.Of("patient", "match")));
        services.AddDecisionFacts(RegisterPatientEndpoint.Action, (_, _) => new(ResourceFacts.Of("patient", "register")));
        services.AddDecisionFacts(SearchPatientsEndpoint.Action, (_, _) => new(ResourceFacts.Of("patient", "search")));
        services.AddDecisionFacts(ReadPatientEndpoint.Action, PatientFacts.OfRoute);
        services.AddDecisionFacts(ReadContactEndpoint.Action, PatientFacts.OfRoute);
        services.AddDecisionFacts(ListNotesEndpoint.Action, PatientFacts.OfRoute);
        services.AddDecisionFacts(WriteNoteEndpoint.Action, PatientFacts.OfRoute);
        services.AddDecisionFacts(ReadNoteEndpoint.Action, NoteFacts.OfRoute);
        services.AddDecisionFacts(OpenRelationshipsEndpoint.Action, (_, _) => new(ResourceFacts.Of("relationship", "open")));
        services.AddDecisionFacts(CloseRelationshipEndpoint.Action, CloseRelationshipEndpoint.FactsAsync);
        return builder;
    }

    public static WebApplication MapRecords(this WebApplication app)
    {
        MatchPatientEndpoint.Map(app);
        RegisterPatientEndpoint.Map(app);
        ReadPatientEndpoint.Map(app);
        ReadContactEndpoint.Map(app);
        SearchPatientsEndpoint.Map(app);
        ListNotesEndpoint.Map(app);
        ReadNoteEndpoint.Map(app);
        WriteNoteEndpoint.Map(app);
        OpenRelationshipsEndpoint.Map(app);
        CloseRelationshipEndpoint.Map(app);
        return app;
    }

    private static ChangeAuthor Author(IServiceProvider services) =>
        services.GetRequiredService<IHttpContextAccessor>().HttpContext?.Features.Get<ValidatedCaller>() is { } caller
            ? new(caller.Subject?.Id, caller.Actor.ToString(), Activity.Current?.TraceId.ToHexString())
            : ChangeAuthor.Self;
}
