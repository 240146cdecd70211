using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.WorkloadIdentity;

namespace Platform.Tests.Identity;

[Trait("requirement", "ID-06")]
[Trait("requirement", "PE-05")]
public sealed class TokenExchange : IAsyncLifetime
{
    private RunningIdentity _identity = null!;

    public async ValueTask InitializeAsync() => _identity = await RunningIdentity.StartAsync();

    public ValueTask DisposeAsync() => _identity.DisposeAsync();

    [Fact]
    public async Task A_users_token_becomes_one_for_the_callee_with_the_caller_as_actor()
    {
        var gateway = await _identity.BootstrapAsync("gateway");
        var user = await PersonaSignIn.UserTokenAsync(_identity, "consultant", gateway);

        var claims = Claims(await ExchangeAsync(gateway, user, "records"));

        Assert.Equal("consultant", claims.GetProperty("sub").GetString());
        Assert.Equal("records", claims.GetProperty("aud").GetString());
        Assert.Equal("RXX01", claims.GetProperty("ods").GetString());
        Assert.Equal(gateway.Id.ToString(), claims.GetProperty("act").GetProperty("sub").GetString());
        Assert.Equal(gateway.KeyThumbprint, claims.GetProperty("cnf").GetProperty("jkt").GetString());
        Assert.InRange(claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64(), 1, 300);
    }

    [Fact]
    public async Task A_token_holds_no_name()
    {
        var gateway = await _identity.BootstrapAsync("gateway");
        var user = await PersonaSignIn.UserTokenAsync(_identity, "consultant", gateway);

        Assert.DoesNotContain("Kowalski", Claims(user).GetRawText(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_exchanged_token_can_be_exchanged_onwards_by_its_audience()
    {
        var (gateway, referrals) = (await _identity.BootstrapAsync("gateway"), await _identity.BootstrapAsync("referrals"));
        var user = await PersonaSignIn.UserTokenAsync(_identity, "gp", gateway);
        var first = await ExchangeAsync(gateway, user, "referrals");

        var claims = Claims(await ExchangeAsync(referrals, first, "records"));

        Assert.Equal("gp", claims.GetProperty("sub").GetString());
        Assert.Equal(referrals.Id.ToString(), claims.GetProperty("act").GetProperty("sub").GetString());
        Assert.Equal(gateway.Id.ToString(), claims.GetProperty("act").GetProperty("act").GetProperty("sub").GetString());
        Assert.Equal(referrals.KeyThumbprint, claims.GetProperty("cnf").GetProperty("jkt").GetString());
    }

    [Fact]
    public async Task A_users_token_is_exchanged_by_the_gateway_only()
    {
        var user = await PersonaSignIn.UserTokenAsync(_identity, "gp");

        await RefusesAsync(await _identity.BootstrapAsync("referrals"), user, "records", "invalid_grant");
    }

    [Fact]
    public async Task A_token_for_another_audience_is_refused()
    {
        var gateway = await _identity.BootstrapAsync("gateway");
        var forRecords = await ExchangeAsync(gateway, await PersonaSignIn.UserTokenAsync(_identity, "gp", gateway), "records");

        await RefusesAsync(await _identity.BootstrapAsync("referrals"), forRecords, "records", "invalid_grant");
        await RefusesAsync(gateway, forRecords, "records", "invalid_grant");
    }

    [Fact]
    public async Task An_audience_that_the_caller_may_not_call_is_refused()
    {
        var gateway = await _identity.BootstrapAsync("gateway");
        var user = await PersonaSignIn.UserTokenAsync(_identity, "gp", gateway);

        foreach (var audience in new[] { "gateway", "dashboard", "nobody" })
        {
            await RefusesAsync(gateway, user, audience, "invalid_target");
        }

        // These are the gateway's to call, and nobody else's.
        var referrals = await _identity.BootstrapAsync("referrals");
        foreach (var audience in new[] { "notifications", "policy", "identity" })
        {
            await RefusesAsync(referrals, user, audience, "invalid_target");
        }
    }

    [Fact]
    public async Task An_expired_token_is_refused()
    {
        var gateway = await _identity.BootstrapAsync("gateway");
        var user = await PersonaSignIn.UserTokenAsync(_identity, "gp", gateway);
        _identity.Clock.Advance(TimeSpan.FromMinutes(16));

        await RefusesAsync(gateway, user, "records", "invalid_grant");
    }

    [Fact]
    public async Task An_exchanged_token_does_not_outlive_the_users()
    {
        var gateway = await _identity.BootstrapAsync("gateway");
        var user = await PersonaSignIn.UserTokenAsync(_identity, "gp", gateway);
        _identity.Clock.Advance(TimeSpan.FromMinutes(13));

        var claims = Claims(await ExchangeAsync(gateway, user, "records"));

        Assert.True(claims.GetProperty("exp").GetInt64() <= Claims(user).GetProperty("exp").GetInt64());
    }

    [Fact]
    public async Task A_caller_that_is_not_on_the_list_is_refused()
    {
        var user = await PersonaSignIn.UserTokenAsync(_identity, "gp");
        using var control = _identity.ControlClient(await _identity.BootstrapAsync("stranger"));

        using var response = await control.PostAsync("/token", Form(user, "records"));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task A_workloads_own_token_is_not_exchanged()
    {
        var gateway = await _identity.BootstrapAsync("gateway");
        var referrals = await _identity.BootstrapAsync("referrals");
        var own = await WorkloadTokenAsync(gateway, "referrals");

        await RefusesAsync(referrals, own, "records", "invalid_grant");
    }

    [Fact]
    public async Task A_workload_acting_for_itself_has_no_actor()
    {
        var referrals = await _identity.BootstrapAsync("referrals");

        var claims = Claims(await WorkloadTokenAsync(referrals, "records"));

        Assert.Equal(referrals.Id.ToString(), claims.GetProperty("sub").GetString());
        Assert.False(claims.TryGetProperty("act", out _));
    }

    [Fact]
    public async Task A_repeated_field_is_refused()
    {
        var gateway = await _identity.BootstrapAsync("gateway");
        var user = await PersonaSignIn.UserTokenAsync(_identity, "gp", gateway);
        using var control = _identity.ControlClient(gateway);
        using var content = new StringContent(
            await Form(user, "records").ReadAsStringAsync() + "&audience=referrals", System.Text.Encoding.ASCII, "application/x-www-form-urlencoded");

        using var response = await control.PostAsync("/token", content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_refusal_tells_only_its_code()
    {
        var gateway = await _identity.BootstrapAsync("gateway");
        using var control = _identity.ControlClient(gateway);

        using var response = await control.PostAsync("/token", Form("some.bad.token", "records"));

        Assert.Equal("""{"error":"invalid_grant"}""", await response.Content.ReadAsStringAsync());
    }

    internal static JsonElement Claims(string token) => CompactJws.TryParse(token, out var jws) ? jws.Payload : throw new InvalidDataException("no token");

    private static FormUrlEncodedContent Form(string subject, string audience) => new(new Dictionary<string, string>
    {
        ["grant_type"] = "urn:ietf:params:oauth:grant-type:token-exchange",
        ["subject_token"] = subject,
        ["audience"] = audience,
    });

    private async Task<string> ExchangeAsync(Svid caller, string subject, string audience)
    {
        using var control = _identity.ControlClient(caller);
        using var response = await control.PostAsync("/token", Form(subject, audience));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    private async Task RefusesAsync(Svid caller, string subject, string audience, string error)
    {
        using var control = _identity.ControlClient(caller);
        using var response = await control.PostAsync("/token", Form(subject, audience));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(error, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString());
    }

    private async Task<string> WorkloadTokenAsync(Svid caller, string audience)
    {
        using var control = _identity.ControlClient(caller);
        using var content = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["audience"] = audience });
        using var response = await control.PostAsync("/token", content);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }
}
