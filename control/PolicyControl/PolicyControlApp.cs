using Platform.PolicyControl.Decisions;
using Platform.PolicyControl.Emergency;
using Platform.PolicyControl.Policies;
using Platform.PolicyControl.Publishing;
using Platform.PolicyControl.Revisions;
using Platform.PolicyControl.Serving;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults;
using Platform.ServiceDefaults.DecisionLogs;
using Platform.ServiceDefaults.Storage;

namespace Platform.PolicyControl;

/// <summary>The control plane of policies as a whole, so that a test can start it with real listeners and a clock of its own.</summary>
public static class PolicyControlApp
{
    /// <summary>Builds it; nothing listens yet.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="configure">Replaces settings or services; the default changes nothing.</param>
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        configure?.Invoke(builder);
        builder.Services.AddSingleton<DecisionShipment, OwnDecisions>();
        builder.AddServiceDefaults();
        builder.Services.AddSingleton(services =>
        {
            var process = services.GetRequiredService<PlatformProcess>();
            return PublishingOptions.Read(builder.Configuration, process.StateDirectory, process.Development);
        });
        builder.Services.AddSingleton(services => new RevisionLog(services.GetRequiredService<PublishingOptions>().RevisionFolder));
        builder.Services.AddSingleton(services => new ActivationLog(
            services.GetRequiredService<PublishingOptions>().RevisionFolder, services.GetRequiredService<RevisionLog>(),
            services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<ActivationLog>>()));
        builder.Services.AddSingleton(services => new EmergencyDenials(Path.Combine(services.GetRequiredService<PublishingOptions>().RevisionFolder, "emergency.json")));
        builder.Services.AddSingleton<Publisher>();
        builder.Services.AddHostedService<PublishingLoop>();
        builder.Services.AddSingleton(services => new PublishedBundles(
            services.GetRequiredService<PublishingOptions>().OwnBundles(), services.GetRequiredService<PolicySource>(), services.GetRequiredService<TimeProvider>()));
        builder.Services.AddHostedService<OwnPolicy>();
        builder.Services.AddServiceDatabase<DecisionDb>("policy");
        builder.Services.AddSingleton(new DecisionStoreOptions { EventsMax = builder.Configuration.GetValue("Decisions:EventsMax", new DecisionStoreOptions().EventsMax) });
        builder.Services.AddScoped<DecisionStore>();
        builder.Services.AddSingleton<Explanations>();
        builder.Services.AddSingleton<TestedPolicies>();
        builder.Services.AddDecisionFacts(PolicyEndpoints.Action, PolicyEndpoints.FactsAsync);
        builder.Services.AddDecisionFacts(DecisionEndpoints.Action, DecisionEndpoints.FactsAsync);
        builder.Services.AddDecisionFacts(DenialEndpoints.Impose, DenialEndpoints.FactsAsync);
        builder.Services.AddDecisionFacts(DenialEndpoints.Lift, DenialEndpoints.FactsAsync);
        builder.Services.AddHealthChecks().AddCheck<PublicationReadiness>("publication");

        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapBundles();
        LogIntake.Map(app);
        DecisionEndpoints.Map(app);
        PolicyEndpoints.Map(app);
        DenialEndpoints.Map(app);
        return app;
    }
}
