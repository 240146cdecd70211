using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Ledger;
using Platform.Ledger.Chain;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults;
using Platform.ServiceDefaults.Audit;
using Platform.Testing;
using Platform.Tests.Domain;
using Platform.Tests.Identity;
using Platform.WorkloadIdentity;

namespace Platform.Tests.Ledger;

/// <summary>
/// The ledger with its real mutual TLS listener, its own database file and the policies of this repository. Only who asks a question is given by a header;
/// who ships is whoever the connection proves.
/// </summary>
internal sealed class RunningLedger : IAsyncDisposable
{
    private readonly TemporaryDirectory state = new();
    private WebApplication app = null!;
    private int port;

    private RunningLedger(RunningIdentity identity) => Identity = identity;

    public RunningIdentity Identity { get; }

    public IServiceProvider Services => app.Services;

    /// <summary>Its control listener; stays the same over a restart.</summary>
    public Uri Url { get; private set; } = null!;

    public static async Task<RunningLedger> StartAsync(RunningIdentity identity)
    {
        var ledger = new RunningLedger(identity);
        await ledger.StartAsync();
        return ledger;
    }

    /// <summary>Starts it, the second time on the port of the first.</summary>
    public async Task StartAsync()
    {
        app = LedgerApp.Create([], builder =>
        {
            builder.Logging.ClearProviders();
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Platform:AppId"] = "ledger",
                ["PLATFORM_STATE"] = state.Path,
                ["Identity:Endpoint"] = Identity.Control.ToString(),
                ["Identity:BootstrapEndpoint"] = Identity.Bootstrap.ToString(),
                ["Identity:ProofFile"] = state.Write("proof", Identity.Proof("ledger")),
                ["Identity:TrustBundleFile"] = Identity.TrustBundleFile,
                ["Listen:Control"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["Listen:Management"] = "0",
            });
            builder.Services.AddSingleton<TimeProvider>(Identity.Clock);
            builder.Services.AddSingleton<CallerAuthentication>(Authenticate);
        });
        await app.StartAsync();
        await Services.JoinedAsync();
        Services.GetRequiredService<PolicySource>().Activate(RepositoryPolicies.Active(Identity.Clock.GetUtcNow()), Identity.Clock.GetUtcNow());
        Url = Services.GetRequiredService<ListenerTable>().UrlOf(ListenerClass.Control);
        port = Url.Port;
    }

    public async Task StopAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    /// <summary>A client with the certificate of a workload, or without one.</summary>
    public async Task<HttpClient> ClientAsync(string? appId) => new(MutualTls.CreateHandler(
        appId is null ? null : await Identity.BootstrapAsync(appId), Identity.Validation, RunningIdentity.IdOf("ledger")))
    {
        BaseAddress = Url,
    };

    public Task<ChainState> VerifyAsync() => Services.GetRequiredService<ChainWatch>().VerifyAsync(CancellationToken.None);

    /// <summary>Ships the ledger's own audit to itself, as its background service would.</summary>
    public Task<int> ShipOwnAsync() => Services.GetRequiredService<AuditShipping>().ShipOnceAsync(CancellationToken.None);

    /// <summary>What somebody does who has the file.</summary>
    public int Sql(string statement)
    {
        using var connection = new SqliteConnection($"Data Source={state["ledger/ledger.db"]}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        return command.ExecuteNonQuery();
    }

    public long Count(string table = "ledger")
    {
        using var connection = new SqliteConnection($"Data Source={state["ledger/ledger.db"]}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {table}";
        return (long)command.ExecuteScalar()!;
    }

    public static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    public static string Text(AuditBatch batch) => JsonSerializer.Serialize(batch, JsonSerializerOptions.Web);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        SqliteConnection.ClearAllPools();
        state.Dispose();
    }

    private ValueTask<CallerOutcome> Authenticate(HttpContext context, CancellationToken cancellation)
    {
        if (context.Request.Headers["test-user"].ToString() is not { Length: > 0 } user)
            return new(CallerOutcome.Refused("missing"));
        var parts = user.Split(':');
        var subject = new PolicySubject(parts[1], [parts[0]], "X26", "aal2", Identity.Clock.GetUtcNow());
        return new(CallerOutcome.From(new PolicyCaller(subject, RunningIdentity.IdOf("gateway").ToString(), "jti", "control")));
    }
}
