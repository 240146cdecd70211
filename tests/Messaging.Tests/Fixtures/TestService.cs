using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.ServiceDefaults.Messaging;
using Platform.Testing;
using Platform.WorkloadIdentity;

namespace Platform.Messaging.Tests.Fixtures;

/// <summary>A service with an identity, a broker and a database of its own, without the rest of the platform.</summary>
internal sealed class TestService : IAsyncDisposable
{
    private readonly TemporaryDirectory state;

    private TestService(WebApplication app, TemporaryDirectory state)
    {
        App = app;
        this.state = state;
    }

    public WebApplication App { get; }

    public T Get<T>() where T : notnull => App.Services.GetRequiredService<T>();

    /// <summary>Builds and starts a service.</summary>
    /// <param name="authority">Issues its SVID.</param>
    /// <param name="appId">Who it is.</param>
    /// <param name="connection">Its connection string.</param>
    /// <param name="configure">Adds the service itself.</param>
    /// <param name="prepare">Prepares its database.</param>
    public static async Task<TestService> StartAsync(
        FakeCertificateAuthority authority, string appId, string connection, Action<WebApplicationBuilder> configure, Func<IServiceProvider, Task>? prepare = null)
    {
        var state = new TemporaryDirectory();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Platform:AppId"] = appId,
            ["PLATFORM_STATE"] = state.Path,
            ["ConnectionStrings:messaging"] = connection,
        });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var options = WorkloadIdentityOptions.FromConfiguration(builder.Configuration);
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(new SvidSource(options, new FakeSvidIssuer(authority, appId), TimeProvider.System, NullLogger<SvidSource>.Instance));
        services.AddHostedService(provider => provider.GetRequiredService<SvidSource>());
        services.AddSingleton(provider => new SvidValidation(() => provider.GetRequiredService<SvidSource>().TrustBundle, options.TrustDomain, TimeProvider.System));
        services.AddSingleton<RecordingAuthorization>();
        services.AddSingleton<MessageAuthorization>(provider => provider.GetRequiredService<RecordingAuthorization>());
        configure(builder);
        var service = new TestService(builder.Build(), state);
        if (prepare is not null)
            await prepare(service.App.Services);
        await service.App.StartAsync(TestContext.Current.CancellationToken);
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync(CancellationToken.None);
        await App.DisposeAsync();
        state.Dispose();
    }
}
