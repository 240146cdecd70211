using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.Testing;
using Platform.WorkloadIdentity;

namespace Platform.Tests.Identity;

/// <summary>The identity part of a process: the registrations that every process makes, and nothing else.</summary>
public sealed class Workload : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private int _disposed;

    public Workload(RunningIdentity identity, string appId, TemporaryDirectory state)
    {
        AppId = appId;
        var proof = state.Write($"proofs/{appId}", identity.Proof(appId));
        Settings = new Dictionary<string, string?>
        {
            ["Platform:AppId"] = appId,
            ["PLATFORM_STATE"] = state.Path,
            ["Identity:Endpoint"] = identity.Control.ToString(),
            ["Identity:BootstrapEndpoint"] = identity.Bootstrap.ToString(),
            ["Identity:ProofFile"] = proof,
            ["Identity:TrustBundleFile"] = identity.TrustBundleFile,
        };
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(identity.Clock);
        services.AddWorkloadIdentity(new ConfigurationBuilder().AddInMemoryCollection(Settings).Build());
        _services = services.BuildServiceProvider();
    }

    public string AppId { get; }

    public Dictionary<string, string?> Settings { get; }

    public SvidSource Svids => Get<SvidSource>();

    public TokenClient Tokens => Get<TokenClient>();

    public ProofOfPossession Proofs => Get<ProofOfPossession>();

    public AccessTokenValidator Validator => Get<AccessTokenValidator>();

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public async Task StartAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }

        await _services.JoinedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        foreach (var service in _services.GetServices<IHostedService>())
        {
            await service.StopAsync(CancellationToken.None);
        }

        await _services.DisposeAsync();
    }
}
