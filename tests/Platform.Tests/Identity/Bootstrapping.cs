using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Platform.WorkloadIdentity;

namespace Platform.Tests.Identity;

[Trait("requirement", "ID-09")]
public sealed class Bootstrapping : IAsyncLifetime
{
    private RunningIdentity _identity = null!;

    public async ValueTask InitializeAsync() => _identity = await RunningIdentity.StartAsync();

    public ValueTask DisposeAsync() => _identity.DisposeAsync();

    [Fact]
    public async Task A_proof_gets_an_svid_of_one_hour()
    {
        var svid = await _identity.BootstrapAsync("records");

        Assert.Equal(RunningIdentity.IdOf("records"), svid.Id);
        Assert.True(_identity.Validation.Validate(svid.Certificate).IsValid);
        Assert.Equal(TimeSpan.FromHours(1), svid.NotAfter - svid.NotBefore);
        Assert.False(svid.Certificate.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority);
    }

    [Fact]
    public async Task A_proof_works_once()
    {
        var proof = _identity.Proof("records");

        Assert.Equal(HttpStatusCode.OK, await PostAsync(proof));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(proof));
    }

    [Fact]
    public async Task A_used_proof_stays_used_after_a_restart()
    {
        var proof = _identity.Proof("records");
        Assert.Equal(HttpStatusCode.OK, await PostAsync(proof));

        await _identity.RestartAsync();

        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(proof));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(_identity.Proof("records")));
    }

    [Fact]
    public async Task Of_many_who_race_with_one_proof_one_wins()
    {
        var proof = _identity.Proof("records");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync(proof)));

        Assert.Single(answers, HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_proof_by_another_key_is_refused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(BootstrapProof.Mint(other, RunningIdentity.IdOf("records"), "records", _identity.Clock)));
    }

    [Fact]
    public async Task A_proof_for_another_trust_domain_is_refused()
    {
        var foreign = SpiffeId.ForWorkload("other.local", "default", "records");

        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(BootstrapProof.Mint(_identity.ProofKey, foreign, "records", _identity.Clock)));
    }

    [Fact]
    public async Task A_proof_is_refused_after_ten_minutes()
    {
        var proof = _identity.Proof("records");
        _identity.Clock.Advance(BootstrapProof.Lifetime + TimeSpan.FromMinutes(1));

        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(proof));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not.a.proof")]
    [InlineData("eyJhbGciOiJub25lIiwidHlwIjoicHJvb2Yrand0In0.eyJzdWIiOiJzcGlmZmU6Ly9wbGF0Zm9ybS5sb2NhbC9ucy9kZWZhdWx0L3JlY29yZHMifQ.")]
    public async Task Nothing_is_issued_without_a_proof(string proof) => Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(proof));

    [Fact]
    public async Task An_access_token_is_no_proof()
    {
        var token = await PersonaSignIn.UserTokenAsync(_identity, "gp");

        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(token));
    }

    [Fact]
    public async Task The_request_cannot_choose_its_names()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=identity", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new Uri("spiffe://platform.local/ns/default/identity"));
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var client = _identity.BootstrapClient();

        using var response = await client.PostAsJsonAsync("/bootstrap", new { proof = _identity.Proof("records"), csr = request.CreateSigningRequestPem() });
        var issued = await response.Content.ReadFromJsonAsync<IssuedSvid>();

        using var leaf = X509Certificate2.CreateFromPem(issued!.CertificateChain);
        Assert.Equal(RunningIdentity.IdOf("records"), _identity.Validation.Validate(leaf).Id);
    }

    [Fact]
    public async Task A_key_that_is_not_P256_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var request = new CertificateRequest("", key, HashAlgorithmName.SHA256);

        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(_identity.Proof("records"), request.CreateSigningRequestPem()));
    }

    [Fact]
    public async Task A_request_that_its_key_did_not_sign_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256).CreateSigningRequest();
        request[^1] ^= 1;

        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(_identity.Proof("records"), PemEncoding.WriteString("CERTIFICATE REQUEST", request)));
    }

    [Fact]
    public async Task Renewal_keeps_the_identity_and_changes_the_key()
    {
        var first = await _identity.BootstrapAsync("records");
        using var request = new SvidRequest();
        using var client = _identity.ControlClient(first);

        using var response = await client.PostAsJsonAsync("/svid", new { csr = request.Pem });
        var second = request.Complete((await response.Content.ReadFromJsonAsync<IssuedSvid>())!.CertificateChain);

        Assert.Equal(first.Id, second.Id);
        Assert.NotEqual(first.KeyThumbprint, second.KeyThumbprint);
    }

    [Fact]
    public async Task Renewal_without_a_certificate_is_refused_in_the_handshake()
    {
        using var client = _identity.ControlClient(null);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.PostAsJsonAsync("/svid", new { csr = "x" }));
    }

    [Fact]
    public async Task The_bootstrap_listener_serves_nothing_else()
    {
        using var client = _identity.BootstrapClient();

        foreach (var path in new[] { "/svid", "/token", "/server-certificate", "/authorize" })
        {
            using var response = await client.PostAsJsonAsync(path, new { csr = "x" });
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
    }

    [Fact]
    public async Task Only_servers_of_browsers_get_a_server_certificate()
    {
        using var request = new SvidRequest();
        using var records = _identity.ControlClient(await _identity.BootstrapAsync("records"));
        using var gateway = _identity.ControlClient(await _identity.BootstrapAsync("gateway"));

        using var refused = await records.PostAsJsonAsync("/server-certificate", new { csr = request.Pem });
        using var issued = await gateway.PostAsJsonAsync("/server-certificate", new { csr = request.Pem });

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, issued.StatusCode);
        using var leaf = X509Certificate2.CreateFromPem((await issued.Content.ReadFromJsonAsync<IssuedSvid>())!.CertificateChain);
        Assert.Equal(SvidRule.NotExactlyOneUri, _identity.Validation.Validate(leaf).Broken);
    }

    [Fact]
    public void Keys_are_readable_by_their_owner_only()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("file modes are a Unix notion");
            return;
        }

        foreach (var name in new[] { "ca-key.pem", "token-key.pem", "svid/svid.pem" })
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_identity.State, "identity", name)));
        }
    }

    private async Task<HttpStatusCode> PostAsync(string proof, string? csr = null)
    {
        using var request = new SvidRequest();
        using var client = _identity.BootstrapClient();
        using var response = await client.PostAsJsonAsync("/bootstrap", new { proof, csr = csr ?? request.Pem });
        return response.StatusCode;
    }
}
