using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Testing;
using Platform.WorkloadIdentity;

namespace Platform.Tests.WorkloadIdentity;

/// <summary>Each attack changes one thing of a call that is accepted; the control is in <see cref="Accept_an_exchanged_token_with_its_proof"/>.</summary>
[Trait("requirement", "ID-02")]
[Trait("requirement", "ID-03")]
[Trait("requirement", "ID-04")]
[Trait("requirement", "ID-05")]
[Trait("requirement", "ID-06")]
public sealed class AccessTokenValidations : IAsyncLifetime
{
    private const string Path = "/patients/42/notes";
    private readonly FakeCertificateAuthority _authority = new();
    private readonly ManualClock _clock = new(TimeProvider.System.GetUtcNow());
    private readonly ECDsa _signingKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _otherKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private CountingKeySource _source = null!;
    private SigningKeySet _keys = null!;
    private readonly PublishedRevocations _published = new();
    private RevocationList _revocations = null!;
    private AccessTokenValidator _validator = null!;
    private Svid _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _source = new CountingKeySource(_signingKey);
        _keys = new SigningKeySet(_source, _clock, NullLogger<SigningKeySet>.Instance);
        await _keys.RefreshAsync();
        _gateway = Svid("gateway");
        _revocations = _published.ListFor(Options, _clock);
        await _revocations.RefreshAsync();
        _validator = Validator(new ReplayCache(_clock));
    }

    public ValueTask DisposeAsync()
    {
        _authority.Dispose();
        _signingKey.Dispose();
        _otherKey.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void Accept_an_exchanged_token_with_its_proof()
    {
        var token = Token();

        var outcome = Validate(token, Proof(token));

        Assert.True(outcome.IsValid, outcome.Refusal?.ToString());
        Assert.Equal("consultant", outcome.Caller.Subject?.Id);
        Assert.Equal("RXX01", outcome.Caller.Subject?.Organisation);
        Assert.Equal(_gateway.Id, outcome.Caller.Actor);
        Assert.Equal("token-1", outcome.Caller.TokenId);
    }

    [Fact]
    public void Accept_a_workload_acting_for_itself()
    {
        var token = Token(claims: c =>
        {
            c["sub"] = _gateway.Id.ToString();
            c.Remove("act");
        });

        var outcome = Validate(token, Proof(token));

        Assert.True(outcome.IsValid, outcome.Refusal?.ToString());
        Assert.Null(outcome.Caller.Subject);
    }

    [Fact]
    public void Tell_no_token_in_text()
    {
        var token = Token();

        Assert.DoesNotContain(token, Validate(token, Proof(token)).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, TokenRefusalReason.Missing)]
    [InlineData("", TokenRefusalReason.Missing)]
    [InlineData("a.b", TokenRefusalReason.Malformed)]
    [InlineData("a.b.c.d", TokenRefusalReason.Malformed)]
    [InlineData("....", TokenRefusalReason.Malformed)]
    public void Refuse_what_is_no_token(string? token, TokenRefusalReason reason) => Refuses(reason, token, "x");

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("HS256")]
    [InlineData("RS256")]
    [InlineData("ES384")]
    [InlineData("es256")]
    public void Refuse_another_algorithm(string algorithm)
    {
        var token = Token(header: h => h["alg"] = algorithm);

        Refuses(TokenRefusalReason.Malformed, token, Proof(token));
    }

    [Fact]
    public void Refuse_an_unsigned_token()
    {
        var token = Token(header: h => h["alg"] = "none");

        Refuses(TokenRefusalReason.Malformed, token[..(token.LastIndexOf('.') + 1)], "x");
    }

    [Fact]
    public void Refuse_a_mac_made_with_the_public_key()
    {
        var forged = Token(header: h => h["alg"] = "HS256");
        var signed = forged[..forged.LastIndexOf('.')];
        var mac = HMACSHA256.HashData(_signingKey.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(signed));

        Refuses(TokenRefusalReason.Malformed, $"{signed}.{Base64Url.EncodeToString(mac)}", "x");
    }

    [Theory]
    [InlineData("jku", "https://evil.example/keys")]
    [InlineData("x5u", "https://evil.example/cert")]
    [InlineData("jwk", "{}")]
    [InlineData("x5c", "[]")]
    public void Refuse_a_key_in_the_header_and_fetch_nothing(string name, string value)
    {
        var token = Token(header: h => h[name] = value);

        Refuses(TokenRefusalReason.KeyInHeader, token, Proof(token));
        Assert.Equal(1, _source.Fetched);
    }

    [Fact]
    public void Refuse_an_unknown_key_and_fetch_nothing()
    {
        for (var i = 0; i < 20; i++)
        {
            var token = Token(header: h => h["kid"] = $"unknown-{i}", key: _otherKey);
            Refuses(TokenRefusalReason.UnknownKey, token, Proof(token));
        }

        Assert.Equal(1, _source.Fetched);
    }

    [Fact]
    public void Refuse_a_missing_kid()
    {
        var token = Token(header: h => h.Remove("kid"));

        Refuses(TokenRefusalReason.UnknownKey, token, Proof(token));
    }

    [Fact]
    public void Refuse_a_signature_by_another_key()
    {
        var token = Token(key: _otherKey);

        Refuses(TokenRefusalReason.Signature, token, Proof(token));
    }

    [Fact]
    public void Refuse_changed_claims()
    {
        var (token, richer) = (Token(), Token(claims: c => c["sub"] = "auditor"));
        var (parts, other) = (token.Split('.'), richer.Split('.'));

        Refuses(TokenRefusalReason.Signature, $"{parts[0]}.{other[1]}.{parts[2]}", "x");
    }

    [Theory]
    [InlineData("JWT")]
    [InlineData("dpop+jwt")]
    [InlineData("AT+JWT")]
    [InlineData("proof+jwt")]
    public void Refuse_a_token_of_another_type(string type)
    {
        var token = Token(header: h => h["typ"] = type);

        Refuses(TokenRefusalReason.Type, token, Proof(token));
    }

    [Fact]
    public void Refuse_another_issuer()
    {
        var token = Token(claims: c => c["iss"] = "https://evil.example");

        Refuses(TokenRefusalReason.Issuer, token, Proof(token));
    }

    [Theory]
    [InlineData("gateway")]
    [InlineData("referrals")]
    [InlineData("Records")]
    public void Refuse_another_audience(string audience)
    {
        var token = Token(claims: c => c["aud"] = audience);

        Refuses(TokenRefusalReason.Audience, token, Proof(token));
    }

    [Fact]
    public void Refuse_a_token_without_or_with_several_audiences()
    {
        var none = Token(claims: c => c.Remove("aud"));
        var several = Token(claims: c => c["aud"] = new[] { "records", "referrals" });

        Refuses(TokenRefusalReason.Audience, none, Proof(none));
        Refuses(TokenRefusalReason.Audience, several, Proof(several));
    }

    [Theory]
    [InlineData(-331, TokenRefusalReason.Expired)]
    [InlineData(31, TokenRefusalReason.NotYetValid)]
    public void Refuse_a_token_outside_its_time_with_thirty_seconds_of_skew(int issuedInSeconds, TokenRefusalReason reason)
    {
        var late = Token(claims: c => Times(c, issuedInSeconds, 300));
        var accepted = Token(claims: c => Times(c, issuedInSeconds < 0 ? -329 : 29, 300));

        Refuses(reason, late, Proof(late));
        Assert.True(Validate(accepted, Proof(accepted)).IsValid);
    }

    [Fact]
    public void Refuse_a_token_before_its_nbf()
    {
        var token = Token(claims: c => c["nbf"] = _clock.GetUtcNow().AddSeconds(31).ToUnixTimeSeconds());

        Refuses(TokenRefusalReason.NotYetValid, token, Proof(token));
    }

    [Theory]
    [InlineData("exp")]
    [InlineData("iat")]
    [InlineData("jti")]
    [InlineData("sub")]
    [InlineData("cnf")]
    public void Refuse_a_token_without_a_required_claim(string claim)
    {
        var token = Token(claims: c => c.Remove(claim));

        Refuses(TokenRefusalReason.Claim, token, Proof(token));
    }

    [Fact]
    public void Refuse_a_token_that_lives_longer_than_five_minutes()
    {
        var token = Token(claims: c => Times(c, 0, 301));

        Refuses(TokenRefusalReason.Lifetime, token, Proof(token));
    }

    [Fact]
    public void Refuse_a_proven_token_once_it_expired()
    {
        var token = Token();
        Assert.True(Validate(token, Proof(token)).IsValid);
        _clock.Advance(TimeSpan.FromMinutes(6));

        Refuses(TokenRefusalReason.Expired, token, Proof(token));
    }

    [Fact]
    public void Refuse_a_users_token_that_was_not_exchanged()
    {
        var token = Token(claims: c => c.Remove("act"));

        Refuses(TokenRefusalReason.NotExchanged, token, Proof(token));
    }

    [Fact]
    public void Refuse_an_actor_of_another_trust_domain()
    {
        var token = Token(claims: c => c["act"] = new Dictionary<string, object> { ["sub"] = "spiffe://other.local/ns/default/gateway" });

        Refuses(TokenRefusalReason.Claim, token, Proof(token));
    }

    [Fact]
    public void Refuse_a_token_without_proof() => Refuses(TokenRefusalReason.ProofMissing, Token(), null);

    [Fact]
    public void Refuse_a_proof_that_was_seen()
    {
        var token = Token();
        var proof = Proof(token);
        Assert.True(Validate(token, proof).IsValid);

        Refuses(TokenRefusalReason.ProofReplayed, token, proof);
    }

    [Fact]
    public void Refuse_a_proof_for_another_method_path_app_or_token()
    {
        var token = Token();

        Refuses(TokenRefusalReason.ProofMethod, token, Proof(token, method: "POST"));
        Refuses(TokenRefusalReason.ProofTarget, token, Proof(token, path: "/patients/43/notes"));
        Refuses(TokenRefusalReason.ProofTarget, token, Proof(token, path: Path + "/"));
        Refuses(TokenRefusalReason.ProofTarget, token, Proof(token, appId: "referrals"));
        Refuses(TokenRefusalReason.ProofToken, token, Proof(Token(claims: c => c["jti"] = "token-2")));
    }

    [Fact]
    public void Refuse_a_proof_that_is_old_or_from_the_future()
    {
        var token = Token();
        var early = Proof(token);
        _clock.Advance(TimeSpan.FromSeconds(91));
        Refuses(TokenRefusalReason.ProofTime, token, early);

        var future = Proof(token);
        _clock.Jump(TimeSpan.FromSeconds(-31));
        Refuses(TokenRefusalReason.ProofTime, token, future);
    }

    [Fact]
    public void Refuse_a_stolen_token_with_another_workloads_proof()
    {
        var token = Token();

        Refuses(TokenRefusalReason.ProofIdentity, token, Proof(token, svid: Svid("referrals")));
    }

    [Fact]
    public void Refuse_a_proof_by_another_key_of_the_same_workload()
    {
        var token = Token();

        Refuses(TokenRefusalReason.ProofKey, token, Proof(token, svid: Svid("gateway")));
    }

    [Fact]
    public void Refuse_a_proof_that_shows_the_right_certificate_without_its_key()
    {
        var token = Token();
        var proof = Proof(token).Split('.');
        var forged = _otherKey.SignData(Encoding.ASCII.GetBytes($"{proof[0]}.{proof[1]}"), HashAlgorithmName.SHA256);

        Refuses(TokenRefusalReason.ProofSignature, token, $"{proof[0]}.{proof[1]}.{Base64Url.EncodeToString(forged)}");
    }

    [Fact]
    public void Refuse_a_proof_whose_chain_is_of_another_authority()
    {
        using var other = new FakeCertificateAuthority();
        var svid = new Svid(_gateway.Id, other.Issue([_gateway.Id.ToString()]), []);
        var token = Token(claims: c => c["cnf"] = new Dictionary<string, object> { ["jkt"] = svid.KeyThumbprint });

        Refuses(TokenRefusalReason.ProofChain, token, Proof(token, svid: svid));
    }

    [Fact]
    public async Task Refuse_a_proof_whose_certificate_expired_though_it_was_proven_before()
    {
        var token = Token();
        Assert.True(Validate(token, Proof(token)).IsValid);
        _clock.Advance(TimeSpan.FromHours(1));
        await _revocations.RefreshAsync();
        var later = Token();

        Refuses(TokenRefusalReason.ProofChain, later, Proof(later));
    }

    [Fact]
    public void Refuse_a_proof_by_a_bare_key_though_the_token_is_bound_to_it()
    {
        var token = Token(claims: c => c["cnf"] = new Dictionary<string, object> { ["jkt"] = JsonWebKeys.Thumbprint(_otherKey) });
        var proof = new ProofOfPossession(_clock).Create(_otherKey, token, "GET", $"https://records{Path}");

        Refuses(TokenRefusalReason.ProofMalformed, token, proof);
    }

    [Fact]
    public void Refuse_an_access_token_as_proof()
    {
        var token = Token();

        Refuses(TokenRefusalReason.ProofMalformed, token, token);
    }

    [Fact]
    public void Refuse_everything_when_the_replay_cache_is_full()
    {
        _validator = Validator(new ReplayCache(_clock, capacity: 1));
        var token = Token();
        Assert.True(Validate(token, Proof(token)).IsValid);

        var refusal = Validate(token, Proof(token)).Refusal;

        Assert.Equal(TokenRefusalReason.ReplayCacheFull, refusal?.Reason);
        Assert.Equal(TokenRefusalKind.Unavailable, refusal?.Kind);
        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.True(Validate(token, Proof(token)).IsValid);
    }

    [Fact]
    public void Say_unavailable_while_no_keys_are_known()
    {
        _keys = new SigningKeySet(_source, _clock, NullLogger<SigningKeySet>.Instance);
        _validator = Validator(new ReplayCache(_clock));
        var token = Token();

        Assert.Equal(TokenRefusalKind.Unavailable, Validate(token, Proof(token)).Refusal?.Kind);
    }

    [Fact]
    public void Refuse_duplicate_members()
    {
        var token = Token();
        var parts = token.Split('.');
        var header = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
            $$"""{"alg":"ES256","alg":"ES256","typ":"at+jwt","kid":"{{_source.KeyId}}"}"""));

        Refuses(TokenRefusalReason.Malformed, $"{header}.{parts[1]}.{parts[2]}", "x");
    }

    [Fact]
    public void Challenge_without_telling_the_reason()
    {
        var token = Token();

        Assert.Equal("DPoP error=\"invalid_dpop_proof\", algs=\"ES256\"", Validate(token, Proof(token, method: "PUT")).Refusal?.Challenge);
        Assert.Equal("DPoP error=\"invalid_token\", algs=\"ES256\"", Validate(Token(key: _otherKey), "x").Refusal?.Challenge);
    }

    [Theory]
    [InlineData(RevocationKind.User, "consultant")]
    [InlineData(RevocationKind.Role, "consultant:consultant")]
    [InlineData(RevocationKind.Session, "session-1")]
    [InlineData(RevocationKind.Key, null)]
    [Trait("requirement", "ID-10")]
    public async Task Refuse_what_was_revoked_also_after_it_was_accepted(RevocationKind kind, string? value)
    {
        var token = Token();
        Assert.True(Validate(token, Proof(token)).IsValid);

        _published.Publish(new Revocation(kind, value ?? _source.KeyId, _clock.GetUtcNow()));
        await _revocations.RefreshAsync();

        Refuses(TokenRefusalReason.Revoked, token, Proof(token));
    }

    [Theory]
    [InlineData(RevocationKind.User, "gp")]
    [InlineData(RevocationKind.Role, "consultant:gp")]
    [InlineData(RevocationKind.Role, "gp:consultant")]
    [InlineData(RevocationKind.Session, "consultant")]
    [InlineData(RevocationKind.Workload, "referrals")]
    [Trait("requirement", "ID-10")]
    public async Task Accept_when_something_else_was_revoked(RevocationKind kind, string value)
    {
        _published.Publish(new Revocation(kind, value, _clock.GetUtcNow()));
        await _revocations.RefreshAsync();
        var token = Token();

        Assert.True(Validate(token, Proof(token)).IsValid);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("requirement", "ID-10")]
    public async Task Refuse_a_proof_by_a_revoked_certificate_also_after_one_was_accepted(bool wholeWorkload)
    {
        var token = Token();
        Assert.True(Validate(token, Proof(token)).IsValid);

        _published.Publish(wholeWorkload
            ? new Revocation(RevocationKind.Workload, "gateway", _gateway.NotBefore)
            : new Revocation(RevocationKind.Certificate, _gateway.Certificate.SerialNumber, _clock.GetUtcNow()));
        await _revocations.RefreshAsync();

        Refuses(TokenRefusalReason.ProofChain, token, Proof(token));
    }

    [Fact]
    [Trait("requirement", "ID-10")]
    public async Task Accept_a_certificate_that_was_issued_after_its_workload_was_revoked()
    {
        _published.Publish(new Revocation(RevocationKind.Workload, "gateway", _gateway.NotBefore.AddSeconds(-1)));
        await _revocations.RefreshAsync();
        var token = Token();

        Assert.True(Validate(token, Proof(token)).IsValid);
    }

    [Fact]
    [Trait("requirement", "ID-10")]
    public void Refuse_everything_while_the_revocations_are_too_old()
    {
        _clock.Advance(Options.RevocationsAgeMax + TimeSpan.FromSeconds(1));
        var token = Token();

        Refuses(TokenRefusalReason.RevocationsUnavailable, token, Proof(token));
        Assert.Equal(TokenRefusalKind.Unavailable, Validate(token, Proof(token)).Refusal?.Kind);
    }

    [Fact]
    [Trait("requirement", "ID-10")]
    public async Task Keep_the_revocations_when_an_older_list_is_served()
    {
        _published.Publish(new Revocation(RevocationKind.User, "consultant", _clock.GetUtcNow()));
        await _revocations.RefreshAsync();
        _published.PublishOld();
        var token = Token();

        await Assert.ThrowsAsync<InvalidDataException>(() => _revocations.RefreshAsync());
        Refuses(TokenRefusalReason.Revoked, token, Proof(token));
    }

    private static void Times(Dictionary<string, object> claims, int issuedInSeconds, int lifetimeSeconds)
    {
        var issued = (long)claims["iat"] + issuedInSeconds;
        claims["iat"] = issued;
        claims["exp"] = issued + lifetimeSeconds;
    }

    private AccessTokenValidator Validator(ReplayCache replays)
    {
        var bundle = TrustBundle.FromPem(_authority.Root.ExportCertificatePem());
        var svids = new SvidValidation(() => bundle, "platform.local", _clock, () => _revocations.Current);
        return new AccessTokenValidator(_keys, _revocations, svids, replays, Options, _clock);
    }

    private static WorkloadIdentityOptions Options => new() { AppId = "records", Process = "records", StateDirectory = "/nowhere" };

    private Svid Svid(string appId)
    {
        var id = SpiffeId.ForWorkload("platform.local", "default", appId);
        return new Svid(id, _authority.Issue([id.ToString()]), []);
    }

    private TokenValidation Validate(string? token, string? proof) => _validator.Validate(token, proof, "GET", Path, "records");

    private void Refuses(TokenRefusalReason reason, string? token, string? proof)
    {
        var outcome = Validate(token, proof);
        Assert.False(outcome.IsValid);
        Assert.Null(outcome.Caller);
        Assert.Equal(reason, outcome.Refusal.Reason);
    }

    private string Proof(string token, string method = "GET", string appId = "records", string path = Path, Svid? svid = null) =>
        new ProofOfPossession(_clock).Create(new BoundToken(token, _clock.GetUtcNow().AddMinutes(5), svid ?? _gateway), method, appId, path);

    private string Token(Action<Dictionary<string, object>>? header = null, Action<Dictionary<string, object>>? claims = null, ECDsa? key = null)
    {
        var now = _clock.GetUtcNow().ToUnixTimeSeconds();
        var head = new Dictionary<string, object> { ["alg"] = "ES256", ["typ"] = "at+jwt", ["kid"] = _source.KeyId };
        var body = new Dictionary<string, object>
        {
            ["iss"] = "https://identity.platform.local",
            ["sub"] = "consultant",
            ["aud"] = "records",
            ["jti"] = "token-1",
            ["iat"] = now,
            ["exp"] = now + 300,
            ["roles"] = new[] { "consultant" },
            ["ods"] = "RXX01",
            ["acr"] = "aal2",
            ["auth_time"] = now,
            ["sid"] = "session-1",
            ["act"] = new Dictionary<string, object> { ["sub"] = _gateway.Id.ToString() },
            ["cnf"] = new Dictionary<string, object> { ["jkt"] = _gateway.KeyThumbprint },
        };
        header?.Invoke(head);
        claims?.Invoke(body);
        var signed = $"{Encode(head)}.{Encode(body)}";
        return $"{signed}.{Base64Url.EncodeToString((key ?? _signingKey).SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    private static string Encode(object value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));

    private sealed class CountingKeySource(ECDsa key) : SigningKeySource
    {
        public int Fetched { get; private set; }

        public string KeyId { get; } = JsonWebKeys.Thumbprint(key);

        public override Task<string> FetchAsync(CancellationToken cancellationToken)
        {
            Fetched++;
            using var buffer = new MemoryStream();
            using (var writer = new Utf8JsonWriter(buffer))
            {
                writer.WriteStartObject();
                writer.WriteStartArray("keys");
                JsonWebKeys.Write(writer, key, KeyId);
                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            return Task.FromResult(Encoding.UTF8.GetString(buffer.ToArray()));
        }
    }
}
