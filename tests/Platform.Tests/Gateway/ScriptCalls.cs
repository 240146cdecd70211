using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Platform.Tests.Identity;
using Platform.Tests.Sidecar;
using Platform.WorkloadIdentity;

namespace Platform.Tests.Gateway;

[Trait("requirement", "ID-05")]
[Trait("requirement", "ID-07")]
public sealed class ScriptCalls(RunningGateway gateway) : IClassFixture<RunningGateway>
{
    private const string Note = "/patients/42/notes/7";

    [Fact]
    public async Task Reach_the_app_with_an_exchanged_token_and_the_gateways_proof()
    {
        var script = await gateway.ScriptAsync("consultant");
        using var client = gateway.Client();

        using var response = await client.SendAsync(script.Request(HttpMethod.Get, Note));
        var seen = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var token = Header(seen, "authorization")!["DPoP ".Length..];
        var outcome = gateway.Records.Validator.Validate(token, Header(seen, "dpop"), "GET", Note, "records");
        Assert.True(outcome.IsValid, outcome.Refusal?.ToString());
        Assert.Equal("consultant", outcome.Caller.Subject?.Id);
        Assert.Equal(RunningIdentity.IdOf("gateway"), outcome.Caller.Actor);
        Assert.NotEqual(script.Token, token);
    }

    [Fact]
    public async Task Carry_body_query_and_the_ids_of_the_message()
    {
        var script = await gateway.ScriptAsync("gp");
        using var client = gateway.Client();
        using var request = script.Request(HttpMethod.Post, "/patients/search");
        request.Content = JsonContent.Create(new { name = "x" });
        request.Headers.Add("X-Request-Id", "c0ffee00-0000-4000-8000-000000000001");

        var seen = await (await client.SendAsync(request)).Content.ReadFromJsonAsync<JsonElement>();
        var listed = await (await client.SendAsync(script.Request(HttpMethod.Get, "/patients/42/notes?limit=5"))).Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal("""{"name":"x"}""", seen.GetProperty("body").GetString());
        Assert.Equal("c0ffee00-0000-4000-8000-000000000001", Header(seen, "x-request-id"));
        Assert.Equal("/patients/42/notes?limit=5", listed.GetProperty("target").GetString());
    }

    [Fact]
    public async Task Drop_identity_headers_baggage_and_trace_of_the_client()
    {
        var script = await gateway.ScriptAsync("gp");
        using var client = gateway.Client();
        using var request = script.Request(HttpMethod.Get, Note);
        foreach (var name in new[] { "dapr-caller-app-id", "Dapr-App-Id", "X-User-Id", "x-forwarded-client-cert", "X-Forwarded-For", "Cookie", "baggage", "tracestate" })
        {
            request.Headers.TryAddWithoutValidation(name, "forged=1");
        }

        request.Headers.TryAddWithoutValidation("traceparent", "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01");

        var seen = await (await client.SendAsync(request)).Content.ReadFromJsonAsync<JsonElement>();

        Assert.DoesNotContain("forged", seen.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789abcdef0123456789abcdef", seen.GetRawText(), StringComparison.Ordinal);
        Assert.NotNull(Header(seen, "traceparent"));
        Assert.Equal("gateway", Header(seen, "dapr-caller-app-id"));
    }

    [Fact]
    public async Task Are_refused_without_credentials()
    {
        await RefusesAsync(new HttpRequestMessage(HttpMethod.Get, Note));
    }

    [Fact]
    public async Task Are_refused_with_a_bearer_token_or_without_proof()
    {
        var script = await gateway.ScriptAsync("gp");
        var bearer = new HttpRequestMessage(HttpMethod.Get, Note);
        bearer.Headers.TryAddWithoutValidation("Authorization", $"Bearer {script.Token}");
        var bare = new HttpRequestMessage(HttpMethod.Get, Note);
        bare.Headers.TryAddWithoutValidation("Authorization", $"DPoP {script.Token}");
        var basic = new HttpRequestMessage(HttpMethod.Get, Note);
        basic.Headers.TryAddWithoutValidation("Authorization", "Basic ZGFwci1hcHAtaWQ6cmVjb3Jkcw==");

        await RefusesAsync(bearer);
        await RefusesAsync(bare);
        await RefusesAsync(basic);
    }

    [Fact]
    public async Task Are_refused_with_a_proof_that_is_not_for_this_call()
    {
        var script = await gateway.ScriptAsync("gp");
        using var thief = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        await RefusesAsync(With(script, script.Proof("POST", Note)));
        await RefusesAsync(With(script, script.Proof("GET", "/patients/43/notes/7")));
        await RefusesAsync(With(script, script.Proof("GET", Note, host: "records")));
        await RefusesAsync(With(script, (script with { Key = thief }).Proof("GET", Note)));
        await RefusesAsync(With(script, (script with { Token = "another" }).Proof("GET", Note)));
    }

    [Fact]
    public async Task Are_refused_when_replayed()
    {
        var script = await gateway.ScriptAsync("gp");
        var proof = script.Proof("GET", Note);
        using var client = gateway.Client();

        using var first = await client.SendAsync(With(script, proof));

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        await RefusesAsync(With(script, proof));
    }

    [Fact]
    public async Task Are_refused_with_a_token_made_for_inside()
    {
        var caller = await gateway.Identity.WorkloadAsync("gateway");
        var user = await PersonaSignIn.UserTokenAsync(gateway.Identity, "gp", caller.Svids.Current);
        var exchanged = await caller.Tokens.ExchangeAsync(user, "records");
        var request = new HttpRequestMessage(HttpMethod.Get, Note);
        request.Headers.TryAddWithoutValidation("Authorization", $"DPoP {exchanged.Value}");
        request.Headers.TryAddWithoutValidation("DPoP", caller.Proofs.Create(exchanged, "GET", "gateway", Note));

        await RefusesAsync(request);
    }

    [Fact]
    public async Task Are_refused_with_two_proofs_or_two_tokens()
    {
        var script = await gateway.ScriptAsync("gp");
        var proofs = With(script, script.Proof("GET", Note));
        proofs.Headers.TryAddWithoutValidation("DPoP", script.Proof("GET", Note));
        var tokens = With(script, script.Proof("GET", Note));
        tokens.Headers.TryAddWithoutValidation("Authorization", $"DPoP {script.Token}");

        await RefusesAsync(proofs);
        await RefusesAsync(tokens);
    }

    [Fact]
    public async Task Are_denied_by_policy_before_anything_is_called()
    {
        var script = await gateway.ScriptAsync("auditor");
        gateway.App.Calls = 0;
        using var client = gateway.Client();

        using var response = await client.SendAsync(script.Request(HttpMethod.Get, Note));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal(0, gateway.App.Calls);
    }

    [Theory]
    [InlineData("GET", "/patients/match", HttpStatusCode.OK)]
    [InlineData("POST", "/patients/match", HttpStatusCode.MethodNotAllowed)]
    [InlineData("DELETE", "/patients/42/notes/7", HttpStatusCode.MethodNotAllowed)]
    [InlineData("HEAD", "/patients/42/notes/7", HttpStatusCode.MethodNotAllowed)]
    [InlineData("FOO", "/patients/42/notes/7", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/patients", HttpStatusCode.NotFound)]
    [InlineData("POST", "/relationships", HttpStatusCode.NotFound)]
    [InlineData("GET", "/v1.0/invoke/records/method/patients/42", HttpStatusCode.NotFound)]
    [InlineData("GET", "/dapr/config", HttpStatusCode.NotFound)]
    [InlineData("GET", "/health", HttpStatusCode.NotFound)]
    [InlineData("GET", "/patients/42/notes/7?x=1", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/patients/9990000018", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/patients/42/notes?after=999%20000%200018", HttpStatusCode.BadRequest)]
    public async Task Find_only_the_doors_of_the_table(string method, string path, HttpStatusCode expected)
    {
        var script = await gateway.ScriptAsync("gp");
        using var client = gateway.Client();

        using var response = await client.SendAsync(script.Request(new HttpMethod(method), path));

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Say_unavailable_and_nothing_else_when_the_callee_is_away()
    {
        var script = await gateway.ScriptAsync("gp");
        using var client = gateway.Client();
        using var request = script.Request(HttpMethod.Post, "/fhir/$process-message");
        request.Content = JsonContent.Create(new { resourceType = "Bundle" });

        using var response = await client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();

        // No sidecar of referrals is running here: its own sidecar refuses what is not a peer.
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.DoesNotContain("127.0.0.1", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Are_answered_with_hardened_headers()
    {
        var script = await gateway.ScriptAsync("gp");
        using var client = gateway.Client();

        using var response = await client.SendAsync(script.Request(HttpMethod.Get, Note));

        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain(response.Headers, h => h.Key.StartsWith("dapr-", StringComparison.OrdinalIgnoreCase));
    }

    private static string? Header(JsonElement seen, string name) =>
        seen.GetProperty("headers").TryGetProperty(name, out var values) ? values.EnumerateArray().Single().GetString() : null;

    private static HttpRequestMessage With(Script script, string proof)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Note);
        request.Headers.TryAddWithoutValidation("Authorization", $"DPoP {script.Token}");
        request.Headers.TryAddWithoutValidation("DPoP", proof);
        return request;
    }

    private async Task RefusesAsync(HttpRequestMessage request)
    {
        using var client = gateway.Client();
        using var response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.StartsWith("DPoP", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        request.Dispose();
    }
}
