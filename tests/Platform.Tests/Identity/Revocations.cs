using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Platform.Identity.Revocations;
using Platform.Identity.Tokens;
using Platform.Testing;
using Platform.WorkloadIdentity;

namespace Platform.Tests.Identity;

/// <summary>What Identity does with what was revoked. The list is written here as its endpoint writes it; who may do so is the policy's and the exam's business.</summary>
[Trait("requirement", "ID-10")]
public sealed class Revocations : IAsyncLifetime
{
    private RunningIdentity _identity = null!;

    private RevocationRegister Register => _identity.Services.GetRequiredService<RevocationRegister>();

    public async ValueTask InitializeAsync() => _identity = await RunningIdentity.StartAsync();

    public ValueTask DisposeAsync() => _identity.DisposeAsync();

    [Fact]
    public async Task A_revoked_certificate_is_refused_also_on_a_connection_that_was_made_before()
    {
        var gateway = await _identity.BootstrapAsync("gateway");
        var other = await _identity.BootstrapAsync("gateway");
        using var connected = _identity.ControlClient(gateway);
        using var beside = _identity.ControlClient(other);
        Assert.Equal(HttpStatusCode.OK, (await OwnTokenAsync(connected)).StatusCode);

        Register.Revoke(RevocationKind.Certificate, gateway.Certificate.SerialNumber);

        Assert.Equal(HttpStatusCode.Unauthorized, (await OwnTokenAsync(connected)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await connected.GetAsync("/revocations")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await connected.GetAsync("/nowhere")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await OwnTokenAsync(beside)).StatusCode);
    }

    [Fact]
    public async Task A_revoked_workload_gets_in_again_with_a_new_proof_alone()
    {
        var records = await _identity.WorkloadAsync("records");
        var first = records.Svids.Current;

        Register.Revoke(RevocationKind.Workload, "records");
        _identity.Clock.Advance(TimeSpan.FromSeconds(15));
        await Eventually.True(() => !records.Svids.IsReady, "the process has learned that it was revoked");
        File.WriteAllText(records.Settings["Identity:ProofFile"]!, _identity.Proof("records"));
        await Eventually.True(
            () =>
            {
                _identity.Clock.Advance(TimeSpan.FromSeconds(1));
                return records.Svids.IsReady;
            },
            "it has another certificate");

        Assert.NotEqual(first.KeyThumbprint, records.Svids.Current.KeyThumbprint);
        using var old = _identity.ControlClient(first);
        using var now = _identity.ControlClient(records.Svids.Current);
        Assert.Equal(HttpStatusCode.Unauthorized, (await old.GetAsync("/revocations")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await now.GetAsync("/revocations")).StatusCode);
    }

    [Theory]
    [InlineData(RevocationKind.User)]
    [InlineData(RevocationKind.Session)]
    [InlineData(RevocationKind.Role)]
    public async Task A_token_of_what_was_revoked_is_exchanged_for_nothing(RevocationKind kind)
    {
        var gateway = await _identity.BootstrapAsync("gateway");
        using var control = _identity.ControlClient(gateway);
        var user = await PersonaSignIn.UserTokenAsync(_identity, "consultant", gateway);
        Assert.Equal(HttpStatusCode.OK, (await ExchangeAsync(control, user)).StatusCode);

        Register.Revoke(kind, kind switch
        {
            RevocationKind.User => "consultant",
            RevocationKind.Role => "consultant:consultant",
            _ => Claim(user, "sid").GetString()!,
        });

        Assert.Equal(HttpStatusCode.BadRequest, (await ExchangeAsync(control, user)).StatusCode);
    }

    [Fact]
    public async Task A_revoked_user_cannot_sign_in_until_restored()
    {
        var gateway = await _identity.BootstrapAsync("gateway");
        Register.Revoke(RevocationKind.User, "gp");
        var verifier = PersonaSignIn.Verifier();
        var code = await PersonaSignIn.CodeAsync(_identity, "gateway", "gp", verifier);
        using var refused = await PersonaSignIn.RedeemAsync(_identity, gateway, "gateway", code, verifier);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);

        Register.Restore(RevocationKind.User, "gp");

        Assert.NotEmpty(await PersonaSignIn.UserTokenAsync(_identity, "gp", gateway));
    }

    [Fact]
    public async Task A_revoked_role_is_in_no_new_token()
    {
        Assert.Equal("""["consultant"]""", Claim(await PersonaSignIn.UserTokenAsync(_identity, "consultant"), "roles").GetRawText());

        Register.Revoke(RevocationKind.Role, "consultant:consultant");

        Assert.Equal("[]", Claim(await PersonaSignIn.UserTokenAsync(_identity, "consultant"), "roles").GetRawText());
    }

    [Fact]
    public async Task A_replaced_signing_key_leaves_the_set_at_once()
    {
        var key = _identity.Services.GetRequiredService<TokenSigningKey>();
        var old = key.KeyId;

        key.Replace();

        Assert.NotEqual(old, key.KeyId);
        using var browser = _identity.BrowserClient();
        Assert.DoesNotContain(old, await browser.GetStringAsync("/.well-known/jwks.json"), StringComparison.Ordinal);
        await _identity.RestartAsync();
        Assert.Equal(key.KeyId, _identity.Services.GetRequiredService<TokenSigningKey>().KeyId);
    }

    [Fact]
    public async Task What_was_revoked_stays_so_over_a_restart()
    {
        Register.Revoke(RevocationKind.User, "gp");
        Register.Revoke(RevocationKind.User, "consultant");
        Register.Restore(RevocationKind.User, "consultant");

        await _identity.RestartAsync();

        Assert.True(Register.Current.Has(RevocationKind.User, "gp"));
        Assert.False(Register.Current.Has(RevocationKind.User, "consultant"));
        Assert.Equal(3, Register.Current.Sequence);
    }

    [Fact]
    public async Task Nobody_without_a_token_changes_the_list()
    {
        using var control = _identity.ControlClient(await _identity.BootstrapAsync("gateway"));

        Assert.Equal(HttpStatusCode.Unauthorized, (await control.PutAsync("/revocations/user/gp", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await control.DeleteAsync("/revocations/user/gp")).StatusCode);
        Assert.Empty(Register.Current.Revocations);
    }

    private static Task<HttpResponseMessage> OwnTokenAsync(HttpClient control) => control.PostAsync("/token", new FormUrlEncodedContent(new Dictionary<string, string>
    {
        ["grant_type"] = "client_credentials",
        ["audience"] = "records",
    }));

    private static Task<HttpResponseMessage> ExchangeAsync(HttpClient control, string user) => control.PostAsync("/token", new FormUrlEncodedContent(new Dictionary<string, string>
    {
        ["grant_type"] = TokenExchangeGrant.GrantType,
        ["audience"] = "records",
        ["subject_token"] = user,
    }));

    private static JsonElement Claim(string token, string name) =>
        CompactJws.TryParse(token, out var jws) ? jws.Payload.GetProperty(name).Clone() : throw new InvalidDataException("no token");
}
