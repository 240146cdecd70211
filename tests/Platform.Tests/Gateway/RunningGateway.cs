using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Gateway;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults;
using Platform.Testing;
using Platform.Tests.Identity;
using Platform.Tests.Sidecar;
using Platform.WorkloadIdentity;

namespace Platform.Tests.Gateway;

/// <summary>The whole way from a user to an app: gateway, its sidecar, the app's sidecar, and an app that echoes. Only the policy is a stand-in.</summary>
public sealed class RunningGateway : IAsyncLifetime
{
    private const string Access = "[{appId: gateway, namespace: default, trustDomain: platform.local, defaultAction: allow}]";
    private readonly TemporaryDirectory _state = new();
    private RunningSidecar _sidecar = null!;
    private RunningSidecar _records = null!;
    private WebApplication _app = null!;

    public RunningIdentity Identity { get; private set; } = null!;

    public EchoApp App { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    /// <summary>Validates what arrives at the app, as the app would.</summary>
    public Workload Records { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Identity = await RunningIdentity.StartAsync();
        App = await EchoApp.StartAsync();
        Records = await Identity.WorkloadAsync("records");
        _records = await RunningSidecar.StartAsync(Identity, "records", Access, App.Port);
        _sidecar = await RunningSidecar.StartAsync(Identity, "gateway", peers: ("records", _records.Mesh));
        _app = GatewayApp.Create([], Configure);
        await _app.StartAsync();
        await _app.Services.JoinedAsync();
        ActivatePolicy();
        Address = new Uri($"https://localhost:{_app.Services.GetRequiredService<ListenerTable>().UrlOf(ListenerClass.Browser).Port}");
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _sidecar.DisposeAsync();
        await _records.DisposeAsync();
        await App.DisposeAsync();
        await Identity.DisposeAsync();
        _state.Dispose();
    }

    /// <summary>A client without cookies, as a script has it.</summary>
    public HttpClient Client() => new(BrowserTrust.CreateHandler(Identity.Bundle)) { BaseAddress = Address };

    /// <summary>A client with cookies that follows nothing, as a browser would if asked step by step.</summary>
    public HttpClient Browser(out CookieContainer cookies)
    {
        var handler = BrowserTrust.CreateHandler(Identity.Bundle);
        handler.UseCookies = true;
        cookies = handler.CookieContainer;
        return new HttpClient(handler) { BaseAddress = Address };
    }

    /// <summary>Signs a persona in and returns the page that the browser ends on.</summary>
    public async Task<HttpResponseMessage> SignInAsync(HttpClient browser, string persona, string start = "/sign-in")
    {
        using var challenge = await browser.GetAsync(start);
        Assert.Equal(HttpStatusCode.Found, challenge.StatusCode);
        var form = QueryHelpers.ParseQuery(challenge.Headers.Location!.Query).ToDictionary(p => p.Key, p => p.Value.ToString());
        form["persona"] = persona;
        using var identity = Identity.BrowserClient();
        using var picked = await identity.PostAsync("/authorize", new FormUrlEncodedContent(form));
        Assert.Equal(HttpStatusCode.Found, picked.StatusCode);
        using var returned = await browser.GetAsync(picked.Headers.Location);
        Assert.Equal(HttpStatusCode.Found, returned.StatusCode);
        return await browser.GetAsync(new Uri(Address, returned.Headers.Location!));
    }

    /// <summary>A script's token with its key.</summary>
    public async Task<Script> ScriptAsync(string persona)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var verifier = PersonaSignIn.Verifier();
        var code = await PersonaSignIn.CodeAsync(Identity, "cli", persona, verifier);
        var proof = new ProofOfPossession(Identity.Clock).Create(key, null, "POST", "https://identity/token");
        using var response = await PersonaSignIn.RedeemAsync(Identity, await Identity.BootstrapAsync("cli"), "cli", code, verifier, proof);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return new Script(answer.RootElement.GetProperty("access_token").GetString()!, key, Identity.Clock);
    }

    public void ActivatePolicy() => _app.Services.GetRequiredService<PolicySource>().Activate(
        new ActivePolicy(
            "test", 1, Identity.Clock.GetUtcNow().AddDays(1), Decide,
            PurposeDefaults.Parse(Json("""{"gp":{"*":{"default":"TREAT","allowed":["TREAT"]}},"consultant":{"*":{"default":"TREAT","allowed":["TREAT"]}},"auditor":{"*":{"default":"HOPERAT","allowed":["HOPERAT"]}}}""")),
            ReasonAnswers.Parse(Json("""{"role_not_permitted":{"status":403}}"""))),
        Identity.Clock.GetUtcNow());

    /// <summary>Everybody but the auditor may enter, and only at the edge as the gateway.</summary>
    private static string Decide(ReadOnlySpan<byte> input)
    {
        using var json = JsonDocument.Parse(input.ToArray());
        var root = json.RootElement;
        var allow = root.GetProperty("action").GetString() == "gateway.route.enter"
            && root.GetProperty("context").GetProperty("transport").GetString() == "edge"
            && root.GetProperty("actor").GetProperty("id").GetString() == "spiffe://platform.local/ns/default/gateway"
            && root.GetProperty("subject").GetProperty("roles")[0].GetString() != "auditor";
        return $$$"""{"allow":{{{(allow ? "true" : "false")}}},"reasons":{{{(allow ? "[]" : "[\"role_not_permitted\"]")}}},"obligations":{"mask":[],"filter":null,"audit":"standard","stepUp":null}}""";
    }

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    private void Configure(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Platform:AppId"] = "gateway",
            ["PLATFORM_STATE"] = _state.Path,
            ["Listen:Browser"] = "0",
            ["DAPR_HTTP_ENDPOINT"] = _sidecar.Api.ToString(),
            ["DAPR_API_TOKEN"] = RunningSidecar.ApiToken,
            ["APP_API_TOKEN"] = RunningSidecar.AppToken,
            ["Identity:Endpoint"] = Identity.Control.ToString(),
            ["Identity:BootstrapEndpoint"] = Identity.Bootstrap.ToString(),
            ["Identity:BrowserEndpoint"] = $"https://localhost:{Identity.Browser.Port}",
            ["Identity:ProofFile"] = _state.Write("proof", Identity.Proof("gateway")),
            ["Identity:TrustBundleFile"] = Identity.TrustBundleFile,
        });
        builder.Services.AddSingleton<TimeProvider>(Identity.Clock);
    }
}
