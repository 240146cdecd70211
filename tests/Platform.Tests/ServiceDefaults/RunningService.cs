using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults;
using Platform.Testing;
using Platform.Tests.Identity;
using Platform.WorkloadIdentity;

namespace Platform.Tests.ServiceDefaults;

/// <summary>A service with all the defaults, every kind of listener and a route of every kind, known to a running Identity.</summary>
public sealed class RunningService : IAsyncDisposable
{
    public const string AppToken = "app-token-of-records";
    public const string SidecarToken = "sidecar-token-of-records";

    private readonly TemporaryDirectory state = new();
    private readonly WebApplication app;

    private RunningService(RunningIdentity identity, Action<WebApplication>? map, Dictionary<string, string?>? settings)
    {
        Identity = identity;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Platform:AppId"] = "records",
            ["PLATFORM_STATE"] = state.Path,
            ["APP_API_TOKEN"] = AppToken,
            ["DAPR_API_TOKEN"] = SidecarToken,
            ["Identity:Endpoint"] = identity.Control.ToString(),
            ["Identity:BootstrapEndpoint"] = identity.Bootstrap.ToString(),
            ["Identity:ProofFile"] = state.Write("proof", identity.Proof("records")),
            ["Identity:TrustBundleFile"] = identity.TrustBundleFile,
            ["Listen:App"] = "0",
            ["Listen:Control"] = "0",
            ["Listen:Management"] = "0",
            ["Listen:SidecarApi"] = "0",
        });
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.Services.AddSingleton<TimeProvider>(identity.Clock);
        builder.AddServiceDefaults();
        builder.Services.AddDecisionFacts("records.note.read", (_, _) => ValueTask.FromResult(ResourceFacts.Of("note", "n1")));
        app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapGet("/notes/{id}", () => "note").RequirePolicy("records.note.read");
        app.MapGet("/dapr/config", () => "dapr").WithRouteLabel(RouteLabel.Sidecar);
        app.MapGet("/bundles/x", () => "bundle").RequireWorkloads("referrals");
        app.MapGet("/.well-known/x", () => "public").WithRouteLabel(RouteLabel.Public);
        app.MapPost("/body", (Body body) => body.Name).WithRouteLabel(RouteLabel.Sidecar);
        app.MapGet("/fail", string () => throw new InvalidOperationException("secret: at /home/x; SELECT * FROM note")).WithRouteLabel(RouteLabel.Sidecar);
        app.MapGet("/breaks/{id}", BreakAsync).WithRouteLabel(RouteLabel.Sidecar);
        map?.Invoke(app);
    }

    public RunningIdentity Identity { get; }

    public string State => state["records"];

    public IServiceProvider Services => app.Services;

    public static async Task<RunningService> StartAsync(
        RunningIdentity identity, Action<WebApplication>? map = null, Dictionary<string, string?>? settings = null)
    {
        var service = new RunningService(identity, map, settings);
        await service.app.StartAsync();
        await service.Services.JoinedAsync();
        return service;
    }

    public Uri UrlOf(ListenerClass listener) => Services.GetRequiredService<ListenerTable>().UrlOf(listener);

    /// <summary>A client of a plain listener that presents a token.</summary>
    public HttpClient Client(ListenerClass listener, string? token)
    {
        var client = new HttpClient { BaseAddress = UrlOf(listener) };
        if (token is not null)
        {
            client.DefaultRequestHeaders.Add("dapr-api-token", token);
        }

        return client;
    }

    /// <summary>A client of the control listener with this SVID, or none.</summary>
    public HttpClient ControlClient(Svid? svid) =>
        new(MutualTls.CreateHandler(svid, Identity.Validation, RunningIdentity.IdOf("records"))) { BaseAddress = UrlOf(ListenerClass.Control) };

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        state.Dispose();
    }

    private static async Task BreakAsync(HttpContext context)
    {
        await context.Response.WriteAsync("half of ", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        throw new InvalidOperationException("the other half is missing");
    }

    private sealed record Body(string Name);
}
