using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Dashboard;
using Platform.Dashboard.Spans;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults;
using Platform.Testing;
using Platform.Tests.Domain;
using Platform.Tests.Identity;
using Platform.WorkloadIdentity;

namespace Platform.Tests.Dashboard;

/// <summary>The dashboard with its real listeners, a real Identity to sign in at, and the policies of this repository.</summary>
public sealed class RunningDashboard : IAsyncLifetime
{
    private readonly TemporaryDirectory state = new();
    private WebApplication app = null!;

    public RunningIdentity Identity { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    public Uri Control { get; private set; } = null!;

    internal SpanStore Spans => app.Services.GetRequiredService<SpanStore>();

    public async ValueTask InitializeAsync()
    {
        Identity = await RunningIdentity.StartAsync();
        app = DashboardApp.Create([], Configure);
        await app.StartAsync();
        await app.Services.JoinedAsync();
        app.Services.GetRequiredService<PolicySource>().Activate(RepositoryPolicies.Active(Identity.Clock.GetUtcNow()), Identity.Clock.GetUtcNow());
        var listeners = app.Services.GetRequiredService<ListenerTable>();
        Address = new Uri($"https://localhost:{listeners.UrlOf(ListenerClass.Browser).Port}");
        Control = listeners.UrlOf(ListenerClass.Control);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await Identity.DisposeAsync();
        state.Dispose();
    }

    /// <summary>A client with cookies that follows nothing.</summary>
    public HttpClient Browser(out CookieContainer cookies)
    {
        var handler = BrowserTrust.CreateHandler(Identity.Bundle);
        handler.UseCookies = true;
        cookies = handler.CookieContainer;
        return new HttpClient(handler) { BaseAddress = Address };
    }

    /// <summary>A browser in which a persona is signed in.</summary>
    public async Task<HttpClient> SignedInAsync(string persona)
    {
        var browser = Browser(out _);
        using var challenge = await browser.GetAsync("/sign-in");
        var form = QueryHelpers.ParseQuery(challenge.Headers.Location!.Query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        form["persona"] = persona;
        using var identity = Identity.BrowserClient();
        using var picked = await identity.PostAsync("/authorize", new FormUrlEncodedContent(form));
        using var returned = await browser.GetAsync(picked.Headers.Location);
        Assert.Equal("/", returned.Headers.Location!.ToString());
        return browser;
    }

    /// <summary>The intake, called as a workload or as nobody.</summary>
    public async Task<HttpClient> IntakeAsync(string? appId)
    {
        var handler = MutualTls.CreateHandler(appId is null ? null : await Identity.BootstrapAsync(appId), Identity.Validation, RunningIdentity.IdOf("dashboard"));
        handler.Expect100ContinueTimeout = TimeSpan.FromMinutes(1);
        return new HttpClient(handler) { BaseAddress = Control };
    }

    private void Configure(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Platform:AppId"] = "dashboard",
            ["PLATFORM_STATE"] = state.Path,
            ["Listen:Browser"] = "0",
            ["Listen:Control"] = "0",
            ["Identity:Endpoint"] = Identity.Control.ToString(),
            ["Identity:BootstrapEndpoint"] = Identity.Bootstrap.ToString(),
            ["Identity:BrowserEndpoint"] = $"https://localhost:{Identity.Browser.Port}",
            ["Identity:ProofFile"] = state.Write("proof", Identity.Proof("dashboard")),
            ["Identity:TrustBundleFile"] = Identity.TrustBundleFile,
        });
        builder.Services.AddSingleton<TimeProvider>(Identity.Clock);
    }
}
