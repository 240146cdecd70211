using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Rego.AspNetCore;
using Platform.Spool;
using Platform.Testing;

namespace Platform.Tests.Enforcement;

/// <summary>A service on real Kestrel behind the enforcement point. The caller is whoever the header <c>test-user</c> names; the policy is a delegate.</summary>
internal sealed class EnforcedService : IAsyncDisposable
{
    public const string Permit = """{"allow":true,"reasons":[],"obligations":{"mask":[],"filter":null,"audit":"standard","stepUp":null}}""";

    private readonly TemporaryDirectory state = new();
    private WebApplication? app;

    public ManualClock Clock { get; } = new();

    public HttpClient Client { get; private set; } = new();

    /// <summary>What the policy answers; null is undefined.</summary>
    public Func<JsonElement, string?> Policy { get; set; } = _ => Permit;

    public ResourceFacts Facts { get; set; } = new("note", "n1", ["normal"], default, [], "patient-1");

    public long AuditBytesMax { get; init; } = 1 << 20;

    public IServiceProvider Services => app!.Services;

    public AuditTrail Audit => Services.GetRequiredService<AuditTrail>();

    public IReadOnlyList<AuditEvent> Events => [.. Audit.Spool.Read(1000).Select(record => record.Value)];

    public static string Deny(params string[] reasons) =>
        $$$"""{"allow":false,"reasons":{{{JsonSerializer.Serialize(reasons)}}},"obligations":{"mask":[],"filter":null,"audit":"standard","stepUp":null}}""";

    public static string PermitWith(string mask = "[]", string filter = "null", string audit = "standard", string stepUp = "null") =>
        $$$"""{"allow":true,"reasons":[],"obligations":{"mask":{{{mask}}},"filter":{{{filter}}},"audit":"{{{audit}}}","stepUp":{{{stepUp}}}}}""";

    public async Task<EnforcedService> StartAsync(Action<WebApplication> map, Action<IServiceCollection>? services = null, bool enforce = true)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddPolicyEnforcement(_ => AuthenticateAsync, new SpoolOptions { Directory = state["audit"], BytesMax = AuditBytesMax });
        builder.Services.AddDecisionFacts("records.note.read", (_, _) => ValueTask.FromResult(Facts));
        builder.Services.AddDecisionFacts("records.note.write", (_, _) => ValueTask.FromResult(Facts));
        services?.Invoke(builder.Services);
        app = builder.Build();
        app.UseRouting();
        if (enforce)
        {
            app.UsePolicyEnforcement();
        }

        map(app);
        await app.StartAsync();
        Activate();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Client = new HttpClient { BaseAddress = new Uri(address) };
        Client.DefaultRequestHeaders.Add("test-user", "dr-a");
        return this;
    }

    public void Activate(TimeSpan? life = null) => Services.GetRequiredService<PolicySource>().Activate(
        new ActivePolicy("r1", 1, Clock.GetUtcNow() + (life ?? TimeSpan.FromHours(24)), Decide, Purposes, Reasons), Clock.GetUtcNow());

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (app is not null)
        {
            await app.DisposeAsync();
        }

        state.Dispose();
    }

    private static PurposeDefaults Purposes { get; } = PurposeDefaults.Parse(JsonDocument.Parse(
        """{"consultant":{"*":{"default":"TREAT","allowed":["TREAT","HOPERAT"]}},"workload":{"*":{"default":"TREAT","allowed":["TREAT"]}}}""").RootElement);

    private static ReasonAnswers Reasons { get; } = ReasonAnswers.Parse(JsonDocument.Parse(
        """{"no_relationship":{"status":404},"step_up":{"status":401},"role":{"status":403}}""").RootElement);

    private string? Decide(ReadOnlySpan<byte> input) => Policy(JsonDocument.Parse(input.ToArray()).RootElement);

    private ValueTask<CallerOutcome> AuthenticateAsync(HttpContext context, CancellationToken cancellation) =>
        ValueTask.FromResult(context.Request.Headers.TryGetValue("test-user", out var user)
            ? CallerOutcome.From(new PolicyCaller(
                new PolicySubject(user.ToString(), ["consultant"], "RXX01", "aal2", Clock.GetUtcNow() - TimeSpan.FromMinutes(1)),
                "spiffe://platform.local/ns/default/referrals",
                "jti-1",
                "sidecar"))
            : CallerOutcome.Refused("missing"));
}
