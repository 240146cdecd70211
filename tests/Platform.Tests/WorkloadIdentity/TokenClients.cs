using Platform.Tests.Identity;
using Platform.WorkloadIdentity;

namespace Platform.Tests.WorkloadIdentity;

public sealed class TokenClients : IAsyncLifetime
{
    private RunningIdentity _identity = null!;

    public async ValueTask InitializeAsync() => _identity = await RunningIdentity.StartAsync();

    public ValueTask DisposeAsync() => _identity.DisposeAsync();

    [Fact]
    public async Task Get_tokens_that_the_callee_accepts()
    {
        var (gateway, records) = (await _identity.WorkloadAsync("gateway"), await _identity.WorkloadAsync("records"));
        var user = await PersonaSignIn.UserTokenAsync(_identity, "consultant", gateway.Svids.Current);

        var token = await gateway.Tokens.ExchangeAsync(user, "records");
        var outcome = records.Validator.Validate(
            token.Value, gateway.Proofs.Create(token, "GET", "records", "/patients/1"), "GET", "/patients/1", "records");

        Assert.True(outcome.IsValid, outcome.Refusal?.ToString());
        Assert.Equal("consultant", outcome.Caller.Subject?.Id);
        Assert.Equal(RunningIdentity.IdOf("gateway"), outcome.Caller.Actor);
    }

    [Fact]
    public async Task Exchange_a_callers_token_onwards()
    {
        var (gateway, referrals, records) =
            (await _identity.WorkloadAsync("gateway"), await _identity.WorkloadAsync("referrals"), await _identity.WorkloadAsync("records"));
        var first = await gateway.Tokens.ExchangeAsync(await PersonaSignIn.UserTokenAsync(_identity, "gp", gateway.Svids.Current), "referrals");
        var served = referrals.Validator.Validate(first.Value, gateway.Proofs.Create(first, "POST", "referrals", "/x"), "POST", "/x", "referrals");

        var onwards = await referrals.Tokens.ExchangeAsync(served.Caller!, "records");
        var outcome = records.Validator.Validate(
            onwards.Value, referrals.Proofs.Create(onwards, "POST", "records", "/patients/match"), "POST", "/patients/match", "records");

        Assert.Equal("gp", outcome.Caller?.Subject?.Id);
        Assert.Equal(RunningIdentity.IdOf("referrals"), outcome.Caller?.Actor);
    }

    [Fact]
    public async Task Ask_once_until_thirty_seconds_before_expiry()
    {
        var referrals = await _identity.WorkloadAsync("referrals");

        var tokens = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => referrals.Tokens.WorkloadTokenAsync("records")));
        _identity.Clock.Advance(TimeSpan.FromSeconds(265));
        var cached = await referrals.Tokens.WorkloadTokenAsync("records");
        _identity.Clock.Advance(TimeSpan.FromSeconds(10));
        var renewed = await referrals.Tokens.WorkloadTokenAsync("records");

        Assert.Single(tokens.Append(cached).Select(t => t.Value).Distinct());
        Assert.NotEqual(cached.Value, renewed.Value);
    }

    [Fact]
    public async Task Drop_tokens_when_the_svid_rotates_and_keep_old_ones_provable()
    {
        var (referrals, records) = (await _identity.WorkloadAsync("referrals"), await _identity.WorkloadAsync("records"));
        var before = await referrals.Tokens.WorkloadTokenAsync("records");

        await referrals.Svids.RenewAsync();
        var after = await referrals.Tokens.WorkloadTokenAsync("records");

        Assert.NotEqual(before.Value, after.Value);
        foreach (var token in new[] { before, after })
        {
            var proof = referrals.Proofs.Create(token, "GET", "records", "/x");
            Assert.True(records.Validator.Validate(token.Value, proof, "GET", "/x", "records").IsValid);
        }
    }

    [Fact]
    public async Task Say_whether_identity_refused_or_was_away()
    {
        var referrals = await _identity.WorkloadAsync("referrals");

        var refused = await Assert.ThrowsAsync<TokenUnavailableException>(() => referrals.Tokens.WorkloadTokenAsync("policy"));

        Assert.True(refused.IsRefused);
    }
}
