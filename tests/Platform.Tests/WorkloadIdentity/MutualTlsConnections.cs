using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Testing;
using Platform.WorkloadIdentity;

namespace Platform.Tests.WorkloadIdentity;

[Trait("requirement", "TR-01")]
[Trait("requirement", "ID-08")]
public sealed class MutualTlsConnections : IAsyncLifetime
{
    private static readonly SpiffeId s_records = SpiffeId.ForWorkload("platform.local", "default", "records");
    private readonly FakeCertificateAuthority _authority = new();
    private readonly FakeCertificateAuthority _other = new();
    private WebApplication _server = null!;
    private Uri _address = null!;

    private SvidValidation Validation => new(TrustBundle.FromPem(_authority.Root.ExportCertificatePem()), "platform.local", TimeProvider.System);

    public async ValueTask InitializeAsync()
    {
        var svid = Issue("records");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.UseHttps(new TlsHandshakeCallbackOptions
        {
            OnConnection = context => ValueTask.FromResult(MutualTls.ServerOptions(
                svid, Validation, accepted: context.Connection.Features.Set)),
        })));
        _server = builder.Build();
        _server.MapGet("/", (HttpContext context) => context.Features.Get<MutualTlsPeer>()!.Id.ToString());
        await _server.StartAsync();
        _address = new Uri(_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _authority.Dispose();
        _other.Dispose();
    }

    [Fact]
    public async Task Tell_the_server_who_called()
    {
        Assert.Equal("spiffe://platform.local/ns/default/gateway", await GetAsync(Issue("gateway"), s_records));
    }

    [Fact]
    public async Task Without_a_client_certificate_answer_nothing() => await RefusesAsync(null, s_records);

    [Fact]
    public async Task With_a_certificate_of_another_authority_answer_nothing() =>
        await RefusesAsync(Svid(_other, "spiffe://platform.local/ns/default/gateway"), s_records);

    [Fact]
    public async Task With_a_certificate_of_another_trust_domain_answer_nothing() =>
        await RefusesAsync(Svid(_authority, "spiffe://other.local/ns/default/gateway"), s_records);

    [Fact]
    public async Task With_two_uris_answer_nothing()
    {
        var leaf = _authority.Issue(["spiffe://platform.local/ns/default/gateway", "spiffe://platform.local/ns/default/referrals"]);

        await RefusesAsync(new Svid(s_records, leaf, []), s_records);
    }

    [Fact]
    public async Task With_an_authority_as_client_answer_nothing()
    {
        var leaf = _authority.Issue(["spiffe://platform.local/ns/default/gateway"], isAuthority: true);

        await RefusesAsync(new Svid(s_records, leaf, []), s_records);
    }

    [Fact]
    public async Task To_a_server_that_is_somebody_else_are_not_made() =>
        await RefusesAsync(Issue("gateway"), SpiffeId.ForWorkload("platform.local", "default", "referrals"));

    [Fact]
    public async Task In_plain_text_answer_nothing()
    {
        using var client = new HttpClient();

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync($"http://127.0.0.1:{_address.Port}/"));
    }

    [Fact]
    public async Task Below_tls_12_answer_nothing()
    {
        using var tcp = new System.Net.Sockets.TcpClient();
        await tcp.ConnectAsync("127.0.0.1", _address.Port);
        await using var tls = new SslStream(tcp.GetStream());
#pragma warning disable SYSLIB0039, CA5397 // the attack is the point
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = "records",
            EnabledSslProtocols = SslProtocols.Tls11,
            ClientCertificates = [Issue("gateway").Certificate],
            RemoteCertificateValidationCallback = (_, _, _, _) => true,
        };
#pragma warning restore SYSLIB0039, CA5397

        await Assert.ThrowsAnyAsync<Exception>(() => tls.AuthenticateAsClientAsync(options));
    }

    private static Svid Svid(FakeCertificateAuthority authority, string uri) => new(SpiffeId.Parse(uri), authority.Issue([uri]), []);

    private Svid Issue(string appId) => Svid(_authority, $"spiffe://platform.local/ns/default/{appId}");

    private async Task<string> GetAsync(Svid? client, SpiffeId peer)
    {
        using var http = new HttpClient(MutualTls.CreateHandler(client, Validation, peer));
        return await http.GetStringAsync(_address);
    }

    private Task RefusesAsync(Svid? client, SpiffeId peer) => Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(client, peer));
}
