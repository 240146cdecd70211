using System.Net.Http.Json;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Identity;
using Platform.ServiceDefaults;
using Platform.Testing;
using Platform.WorkloadIdentity;

namespace Platform.Tests.Identity;

/// <summary>Identity with real listeners, real certificates and a clock that the test moves.</summary>
public sealed class RunningIdentity : IAsyncDisposable
{
    private readonly TemporaryDirectory _state = new();
    private readonly List<IAsyncDisposable> _started = [];
    private WebApplication _app = null!;

    private RunningIdentity()
    {
    }

    public ManualClock Clock { get; } = new(TimeProvider.System.GetUtcNow());

    public ECDsa ProofKey { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string State => _state.Path;

    public Uri Bootstrap { get; private set; } = null!;

    public Uri Control { get; private set; } = null!;

    public Uri Browser { get; private set; } = null!;

    public string TrustBundleFile => _state["identity/ca.pem"];

    public TrustBundle Bundle => TrustBundle.FromPem(File.ReadAllText(TrustBundleFile));

    public IServiceProvider Services => _app.Services;

    public SvidValidation Validation => new(Bundle, "platform.local", Clock);

    public static async Task<RunningIdentity> StartAsync()
    {
        var identity = new RunningIdentity();
        identity._state.Write("apphost/proof-key.pub.pem", identity.ProofKey.ExportSubjectPublicKeyInfoPem());
        await identity.StartServerAsync();
        return identity;
    }

    public static SpiffeId IdOf(string appId) => SpiffeId.ForWorkload("platform.local", "default", appId);

    /// <summary>Stops and starts it over the same state.</summary>
    public async Task RestartAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await StartServerAsync();
    }

    public string Proof(string appId) => BootstrapProof.Mint(ProofKey, IdOf(appId), appId, Clock);

    /// <summary>A client for the bootstrap listener, as a process has it that holds nothing but the trust bundle.</summary>
    public HttpClient BootstrapClient() => new(MutualTls.CreateHandler((Svid?)null, Validation, IdOf("identity"))) { BaseAddress = Bootstrap };

    /// <summary>A client for the control listener with this SVID, or none.</summary>
    public HttpClient ControlClient(Svid? svid) => new(MutualTls.CreateHandler(svid, Validation, IdOf("identity"))) { BaseAddress = Control };

    public HttpClient BrowserClient() => new(BrowserTrust.CreateHandler(Bundle)) { BaseAddress = new Uri($"https://localhost:{Browser.Port}") };

    /// <summary>Bootstraps a workload and returns its first SVID.</summary>
    public async Task<Svid> BootstrapAsync(string appId)
    {
        using var request = new SvidRequest();
        using var client = BootstrapClient();
        using var response = await client.PostAsJsonAsync("/bootstrap", new { proof = Proof(appId), csr = request.Pem });
        response.EnsureSuccessStatusCode();
        var issued = await response.Content.ReadFromJsonAsync<IssuedSvid>();
        return request.Complete(issued!.CertificateChain);
    }

    /// <summary>A whole process of the platform as far as its identity goes, started and ready.</summary>
    public async Task<Workload> WorkloadAsync(string appId)
    {
        var workload = new Workload(this, appId, _state);
        _started.Add(workload);
        await workload.StartAsync();
        return workload;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var workload in _started)
        {
            await workload.DisposeAsync();
        }

        await _app.StopAsync();
        await _app.DisposeAsync();
        ProofKey.Dispose();
        _state.Dispose();
    }

    private async Task StartServerAsync()
    {
        _app = IdentityApp.Create([], builder =>
        {
            builder.Logging.ClearProviders();
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Platform:AppId"] = "identity",
                ["PLATFORM_STATE"] = _state.Path,
                ["Identity:ProofKeyFile"] = _state["apphost/proof-key.pub.pem"],
                ["Listen:Bootstrap"] = "0",
                ["Listen:Control"] = "0",
                ["Listen:Browser"] = "0",
            });
            builder.Services.AddSingleton<TimeProvider>(Clock);
        });
        await _app.StartAsync();
        await _app.Services.GetRequiredService<SvidSource>().ReadyAsync();
        var listeners = _app.Services.GetRequiredService<ListenerTable>();
        Bootstrap = listeners.UrlOf(ListenerClass.Bootstrap);
        Control = listeners.UrlOf(ListenerClass.Control);
        Browser = listeners.UrlOf(ListenerClass.Browser);
    }
}
