using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.PolicyControl;
using Platform.PolicyControl.Publishing;
using Platform.Rego.AspNetCore;
using Platform.Rego.Bundles;
using Platform.ServiceDefaults;
using Platform.Testing;
using Platform.Tests.Identity;
using Platform.WorkloadIdentity;

namespace Platform.Tests.PolicyControl;

/// <summary>PolicyControl with real listeners over a folder of policies that the test may change.</summary>
internal sealed class RunningControlPlane : IAsyncDisposable
{
    private readonly TemporaryDirectory folder = new();
    private readonly RunningIdentity identity;
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly bool development;
    private WebApplication app = null!;

    private RunningControlPlane(RunningIdentity identity, bool development)
    {
        this.identity = identity;
        this.development = development;
        KeysFile = folder.Write("keys.json", BundleKeys.Write((KeyId, key)));
        folder.Write("key.pem", key.ExportPkcs8PrivateKeyPem());
    }

    public string KeysFile { get; }

    public string Policies => folder["policies"];

    public Uri Url => app.Services.GetRequiredService<ListenerTable>().UrlOf(ListenerClass.Control);

    public IServiceProvider Services => app.Services;

    public Publisher Publisher => app.Services.GetRequiredService<Publisher>();

    private string KeyId => development ? "dev" : "policy-1";

    public static async Task<RunningControlPlane> StartAsync(RunningIdentity identity, bool development = false)
    {
        var plane = new RunningControlPlane(identity, development);
        Copy(Path.Combine(RepositoryRoot.Path, "policies"), plane.Policies);
        await plane.StartAsync();
        await Eventually.True(() => plane.Publisher.Current is not null, "a revision is published", TimeSpan.FromMinutes(2));
        return plane;
    }

    public async Task StartAsync()
    {
        app = PolicyControlApp.Create([], builder =>
        {
            builder.Logging.ClearProviders();
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Platform:AppId"] = "policy",
                ["Platform:Profile"] = development ? "Development" : "Production",
                ["PLATFORM_STATE"] = folder["state"],
                ["Identity:Endpoint"] = identity.Control.ToString(),
                ["Identity:BootstrapEndpoint"] = identity.Bootstrap.ToString(),
                ["Identity:ProofFile"] = folder.Write("proof", identity.Proof("policy")),
                ["Identity:TrustBundleFile"] = identity.TrustBundleFile,
                ["Listen:Control"] = "0",
                ["Listen:Management"] = "0",
                ["Policy:SourceFolder"] = Policies,
                ["Policy:SigningKeyFile"] = folder["key.pem"],
                ["Policy:SigningKeyId"] = KeyId,
                ["Policy:VerificationKeysFile"] = KeysFile,
            });
            builder.Services.AddSingleton<CallerAuthentication>(Authenticate);
            builder.Services.AddSingleton<TimeProvider>(development ? TimeProvider.System : identity.Clock);
        });
        await app.StartAsync();
        await app.Services.JoinedAsync();
    }

    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    public async Task StopAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    /// <summary>The place of a file in the state of the process.</summary>
    public string State(string file) => Path.Combine(folder["state"], "policy", file);

    /// <summary>Replaces text in one policy.</summary>
    public void Edit(string file, string from, string to)
    {
        var path = Path.Combine(Policies, file);
        var text = File.ReadAllText(path);
        Assert.Contains(from, text);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
    }

    public async Task<HttpClient> ClientAsync(string appId) =>
        new(MutualTls.CreateHandler(await identity.BootstrapAsync(appId), identity.Validation, RunningIdentity.IdOf("policy"))) { BaseAddress = Url };

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        key.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    // Who asks a question is given by a header, such as operator:somebody, or operator:somebody:aal3; who ships is whoever the connection proves.
    private ValueTask<CallerOutcome> Authenticate(HttpContext context, CancellationToken cancellation)
    {
        if (context.Request.Headers["test-user"].ToString() is not { Length: > 0 } user)
            return new(CallerOutcome.Refused("missing"));
        var parts = user.Split(':');
        var subject = new PolicySubject(parts[1], [parts[0]], "X26", parts.Length > 2 ? parts[2] : "aal2", identity.Clock.GetUtcNow());
        return new(CallerOutcome.From(new PolicyCaller(subject, RunningIdentity.IdOf("gateway").ToString(), "jti", "control")));
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(file => !file.Contains("/cases/", StringComparison.Ordinal)))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
