using Platform.Ledger.Chain;
using Platform.Ledger.Data;
using Platform.Ledger.Intake;
using Platform.Ledger.Reading;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults;
using Platform.ServiceDefaults.Audit;
using Platform.ServiceDefaults.Storage;

namespace Platform.Ledger;

/// <summary>The ledger as a whole, so that a test can start it with real listeners and a clock of its own.</summary>
public static class LedgerApp
{
    /// <summary>Builds it; nothing listens yet.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="configure">Replaces settings or services; the default changes nothing.</param>
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        configure?.Invoke(builder);
        builder.Services.AddSingleton<AuditShipment, OwnShipment>();
        builder.AddServiceDefaults(options => options.RequestBytesMax = IntakeEndpoint.BytesMax);
        // After the SVID, which PostgreSQL asks for; the ledger's own shipment tries again until the schema is there.
        builder.Services.AddServiceDatabase<LedgerDb>("ledger");
        builder.Services.AddScoped<LedgerStore>();
        builder.Services.AddSingleton<ChainWatch>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ChainWatch>());
        builder.Services.AddScoped<AccessesOf>();
        builder.Services.AddDecisionFacts(AuditEventsEndpoint.Action, AuditEventsEndpoint.FactsAsync);
        builder.Services.AddDecisionFacts(PatientAccessesEndpoint.Action, PatientAccessesEndpoint.FactsAsync);

        var app = builder.Build();
        app.MapDefaultEndpoints();
        IntakeEndpoint.Map(app);
        PatientAccessesEndpoint.Map(app);
        AuditEventsEndpoint.Map(app);
        return app;
    }
}
