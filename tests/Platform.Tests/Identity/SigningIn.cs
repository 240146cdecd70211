using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Platform.WorkloadIdentity;

namespace Platform.Tests.Identity;

public sealed class SigningIn : IAsyncLifetime
{
    private RunningIdentity _identity = null!;

    public async ValueTask InitializeAsync() => _identity = await RunningIdentity.StartAsync();

    public ValueTask DisposeAsync() => _identity.DisposeAsync();

    [Fact]
    public async Task The_picker_shows_the_personas_and_hides_the_rest_from_caches()
    {
        using var browser = _identity.BrowserClient();

        using var response = await browser.GetAsync(Address("/authorize", PersonaSignIn.Request("gateway", PersonaSignIn.Verifier())));
        var page = await response.Content.ReadAsStringAsync();

        Assert.Contains("Dr Amara Okafor", page, StringComparison.Ordinal);
        Assert.Contains("no-store", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("redirect_uri", "https://evil.example/sign-in/callback")]
    [InlineData("redirect_uri", "https://localhost:7443/sign-in/callback?x=1")]
    [InlineData("redirect_uri", "https://localhost:7443@evil.example/sign-in/callback")]
    [InlineData("redirect_uri", "http://localhost:7443/sign-in/callback")]
    [InlineData("client_id", "records")]
    [InlineData("response_type", "token")]
    [InlineData("code_challenge_method", "plain")]
    [InlineData("code_challenge", "")]
    [InlineData("acr_values", "aal9")]
    public async Task A_request_that_is_not_registered_is_answered_and_never_redirected(string name, string value)
    {
        var parameters = PersonaSignIn.Request("gateway", PersonaSignIn.Verifier());
        parameters[name] = value;
        using var browser = _identity.BrowserClient();

        using var picker = await browser.GetAsync(Address("/authorize", parameters));
        parameters["persona"] = "gp";
        using var posted = await browser.PostAsync("/authorize", new FormUrlEncodedContent(parameters));

        Assert.Equal(HttpStatusCode.BadRequest, picker.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, posted.StatusCode);
        Assert.Null(posted.Headers.Location);
    }

    [Fact]
    public async Task Markup_in_a_parameter_is_encoded()
    {
        var parameters = PersonaSignIn.Request("gateway", PersonaSignIn.Verifier());
        parameters["state"] = "\"><script>alert(1)</script>";
        using var browser = _identity.BrowserClient();

        var page = await browser.GetStringAsync(Address("/authorize", parameters));

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_form_sent_from_another_site_is_refused()
    {
        var parameters = PersonaSignIn.Request("gateway", PersonaSignIn.Verifier());
        parameters["persona"] = "gp";
        using var browser = _identity.BrowserClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/authorize") { Content = new FormUrlEncodedContent(parameters) };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        using var response = await browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_code_is_redeemed_once()
    {
        var gateway = await _identity.BootstrapAsync("gateway");
        var verifier = PersonaSignIn.Verifier();
        var code = await PersonaSignIn.CodeAsync(_identity, "gateway", "gp", verifier);

        using var first = await PersonaSignIn.RedeemAsync(_identity, gateway, "gateway", code, verifier);
        using var second = await PersonaSignIn.RedeemAsync(_identity, gateway, "gateway", code, verifier);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, second.StatusCode);
    }

    [Fact]
    public async Task A_code_is_redeemed_by_its_client_only()
    {
        var verifier = PersonaSignIn.Verifier();
        foreach (var thief in new[] { "cli", "referrals" })
        {
            var code = await PersonaSignIn.CodeAsync(_identity, "gateway", "gp", verifier);
            using var response = await PersonaSignIn.RedeemAsync(_identity, await _identity.BootstrapAsync(thief), "gateway", code, verifier);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        }
    }

    [Fact]
    public async Task A_code_needs_its_verifier()
    {
        var code = await PersonaSignIn.CodeAsync(_identity, "gateway", "gp", PersonaSignIn.Verifier());

        using var response = await PersonaSignIn.RedeemAsync(
            _identity, await _identity.BootstrapAsync("gateway"), "gateway", code, PersonaSignIn.Verifier());

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_code_expires_after_a_minute()
    {
        var gateway = await _identity.BootstrapAsync("gateway");
        var verifier = PersonaSignIn.Verifier();
        var code = await PersonaSignIn.CodeAsync(_identity, "gateway", "gp", verifier);
        _identity.Clock.Advance(TimeSpan.FromSeconds(61));

        using var response = await PersonaSignIn.RedeemAsync(_identity, gateway, "gateway", code, verifier);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_scripts_token_is_bound_to_the_scripts_own_key()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var cli = await _identity.BootstrapAsync("cli");
        var verifier = PersonaSignIn.Verifier();
        var code = await PersonaSignIn.CodeAsync(_identity, "cli", "gp", verifier);
        var proof = new ProofOfPossession(_identity.Clock).Create(key, null, "POST", "https://identity/token");

        using var response = await PersonaSignIn.RedeemAsync(_identity, cli, "cli", code, verifier, proof);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();

        var claims = TokenExchange.Claims(answer.GetProperty("access_token").GetString()!);
        Assert.Equal("gateway", claims.GetProperty("aud").GetString());
        Assert.Equal(JsonWebKeys.Thumbprint(key), claims.GetProperty("cnf").GetProperty("jkt").GetString());
    }

    [Fact]
    public async Task The_command_line_must_prove_a_key()
    {
        var verifier = PersonaSignIn.Verifier();
        var code = await PersonaSignIn.CodeAsync(_identity, "cli", "gp", verifier);

        using var response = await PersonaSignIn.RedeemAsync(_identity, await _identity.BootstrapAsync("cli"), "cli", code, verifier);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Discovery_names_what_is_supported()
    {
        using var browser = _identity.BrowserClient();

        var document = await browser.GetFromJsonAsync<JsonElement>("/.well-known/openid-configuration");
        var keys = await browser.GetFromJsonAsync<JsonElement>("/.well-known/jwks.json");

        Assert.Equal("code", document.GetProperty("response_types_supported")[0].GetString());
        Assert.EndsWith("/authorize", document.GetProperty("authorization_endpoint").GetString(), StringComparison.Ordinal);
        var jwk = Assert.Single(keys.GetProperty("keys").EnumerateArray());
        Assert.Equal("ES256", jwk.GetProperty("alg").GetString());
        Assert.False(jwk.TryGetProperty("d", out _));
    }

    private static string Address(string path, Dictionary<string, string> parameters) =>
        Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString(path, parameters!);
}
