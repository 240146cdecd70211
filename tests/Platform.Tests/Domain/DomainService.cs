using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults;
using Platform.Spool;
using Platform.Testing;

namespace Platform.Tests.Domain;

/// <summary>
/// One domain service on real Kestrel with a database of its own, behind the enforcement point and the policies of this repository. Only the caller is
/// given by headers.
/// </summary>
internal sealed class DomainService : IAsyncDisposable
{
    private readonly TemporaryDirectory state = new();
    private WebApplication? app;

    public ManualClock Clock { get; init; } = new(new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero));

    /// <summary>A PostgreSQL connection string; null for an SQLite file of its own.</summary>
    public string? Database { get; set; }

    public Uri Address { get; private set; } = null!;

    public IServiceProvider Services => app!.Services;

    public IReadOnlyList<AuditEvent> Audited => [.. Services.GetRequiredService<AuditTrail>().Spool.Read(10_000).Select(record => record.Value)];

    /// <summary>Starts what <paramref name="add"/> and <paramref name="map"/> describe, as the service's own Program would.</summary>
    public async Task<DomainService> StartAsync(
        string process, Action<WebApplicationBuilder> add, Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 1 << 20);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["PLATFORM_STATE"] = state.Path,
            ["Platform:Process"] = process,
            [$"ConnectionStrings:{process}"] = Database,
            ["Referrals:Services:111111111"] = "RYE",
            ["Referrals:Services:2000011147"] = "RXX01",
        });
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddPolicyEnforcement(_ => AuthenticateAsync, new SpoolOptions { Directory = state["audit"], BytesMax = 1 << 24 });
        builder.Services.AddStrictJson();
        add(builder);
        app = builder.Build();
        app.UseMiddleware<FailureAnswer>();
        map(app);
        await app.StartAsync();
        app.Services.GetRequiredService<PolicySource>().Activate(RepositoryPolicies.Active(Clock.GetUtcNow()), Clock.GetUtcNow());
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return this;
    }

    /// <summary>A client for a person who comes through a workload; the gateway unless another is named.</summary>
    public HttpClient For(TestPerson person, string through = "gateway")
    {
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Add(TestPerson.Header, person.Id);
        client.DefaultRequestHeaders.Add(TestPerson.ActorHeader, through);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
            await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        state.Dispose();
    }

    private ValueTask<CallerOutcome> AuthenticateAsync(HttpContext context, CancellationToken cancellation)
    {
        if (TestPerson.Of(context.Request.Headers[TestPerson.Header].ToString()) is not { } person)
            return new(CallerOutcome.Refused("missing"));
        var caller = person.Through(context.Request.Headers[TestPerson.ActorHeader].ToString(), Clock.GetUtcNow());
        context.Features.Set(caller);
        return new(CallerOutcome.From(TestPerson.ForPolicy(caller)));
    }
}
