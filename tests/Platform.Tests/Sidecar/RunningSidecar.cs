using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.ServiceDefaults;
using Platform.Sidecar;
using Platform.Testing;
using Platform.Tests.Identity;
using Platform.WorkloadIdentity;

namespace Platform.Tests.Sidecar;

/// <summary>A sidecar with real listeners, an identity from a running Identity, and its tokens.</summary>
public sealed class RunningSidecar : IAsyncDisposable
{
    public const string ApiToken = "some-dapr-api-token";
    public const string AppToken = "some-app-api-token";
    private readonly TemporaryDirectory _state;
    private readonly WebApplication _app;

    private RunningSidecar(TemporaryDirectory state, WebApplication app)
    {
        (_state, _app) = (state, app);
        var listeners = app.Services.GetRequiredService<ListenerTable>();
        (Api, Mesh) = (listeners.UrlOf(ListenerClass.SidecarApi), listeners.UrlOf(ListenerClass.Mesh));
    }

    public Uri Api { get; }

    public Uri Mesh { get; }

    /// <summary>Starts it.</summary>
    /// <param name="identity">Issues its SVID.</param>
    /// <param name="appId">Whose it is.</param>
    /// <param name="policies">The policies of the access control, as YAML under `policies:`.</param>
    /// <param name="appPort">Where the app listens.</param>
    /// <param name="peers">The mesh addresses of others.</param>
    public static async Task<RunningSidecar> StartAsync(
        RunningIdentity identity, string appId, string policies = "[]", int? appPort = null, params (string AppId, Uri Mesh)[] peers)
    {
        var state = new TemporaryDirectory();
        var config = state.Write("config.yaml", Configuration(policies));
        string[] args =
        [
            "--app-id", appId, "--dapr-http-port", "0", "--dapr-internal-grpc-port", "0", "--dapr-listen-addresses", "127.0.0.1",
            "--config", config, "--enable-mtls", .. appPort is { } port ? new[] { "--app-port", $"{port}" } : [],
        ];
        var app = SidecarApp.Create(args, builder =>
        {
            builder.Logging.ClearProviders();
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["PLATFORM_STATE"] = state.Path,
                ["DAPR_API_TOKEN"] = ApiToken,
                ["APP_API_TOKEN"] = AppToken,
                ["Identity:Endpoint"] = identity.Control.ToString(),
                ["Identity:BootstrapEndpoint"] = identity.Bootstrap.ToString(),
                ["Identity:ProofFile"] = state.Write("proof", identity.Proof(appId)),
                ["Identity:TrustBundleFile"] = identity.TrustBundleFile,
            });
            builder.Configuration.AddInMemoryCollection(peers.ToDictionary(p => $"services:{p.AppId}:mesh:0", p => (string?)p.Mesh.ToString()));
            builder.Services.AddSingleton<TimeProvider>(identity.Clock);
        });
        await app.StartAsync();
        await app.Services.JoinedAsync();
        return new RunningSidecar(state, app);
    }

    public static string Configuration(string policies) =>
        $"""
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: some
        spec:
          mtls:
            enabled: true
          accessControl:
            defaultAction: deny
            trustDomain: platform.local
            policies: {policies.ReplaceLineEndings(" ")}
        """;

    /// <summary>A client of its API, as the app has it.</summary>
    public HttpClient Client(string? token = ApiToken)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = Api };
        if (token is not null)
        {
            client.DefaultRequestHeaders.Add("dapr-api-token", token);
        }

        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _state.Dispose();
    }
}
