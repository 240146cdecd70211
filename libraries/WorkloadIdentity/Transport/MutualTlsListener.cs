using System.Net;
using System.Net.Security;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;

namespace Platform.WorkloadIdentity;

/// <summary>Kestrel's TLS listeners, on loopback. A connection that comes before the certificate is there waits for it within the handshake time-out.</summary>
public static class MutualTlsListener
{
    private static readonly TimeSpan s_handshakeTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Mutual TLS by SVID; the caller's identity becomes the feature <see cref="MutualTlsPeer"/>.</summary>
    /// <param name="kestrel">The server.</param>
    /// <param name="port">The port; 0 lets the system choose.</param>
    /// <param name="allowed">Who may connect; the default is every workload of the trust domain.</param>
    /// <param name="kind">Which listener it is.</param>
    public static void ListenMutualTls(
        this KestrelServerOptions kestrel, int port, IReadOnlyCollection<SpiffeId>? allowed = null, ListenerKind kind = ListenerKind.Control)
    {
        var source = kestrel.ApplicationServices.GetRequiredService<SvidSource>();
        var validation = kestrel.ApplicationServices.GetRequiredService<SvidValidation>();
        Listen(kestrel, port, kind, async context =>
        {
            await source.ReadyAsync(context.CancellationToken);
            return MutualTls.ServerOptions(
                source.Current,
                validation,
                allowed is null ? null : id => allowed.Contains(id),
                peer => context.Connection.Features.Set(new MutualTlsPeer(peer)));
        });
    }

    /// <summary>TLS with this workload's SVID, without asking for the client's: the bootstrap listener.</summary>
    public static void ListenServerTls(this KestrelServerOptions kestrel, int port)
    {
        var source = kestrel.ApplicationServices.GetRequiredService<SvidSource>();
        Listen(kestrel, port, ListenerKind.Bootstrap, async context =>
        {
            await source.ReadyAsync(context.CancellationToken);
            return MutualTls.ServerOnlyOptions(source.Current);
        });
    }

    /// <summary>HTTPS for people, with the certificate of <see cref="BrowserCertificate"/>.</summary>
    public static void ListenBrowser(this KestrelServerOptions kestrel, int port)
    {
        var certificate = kestrel.ApplicationServices.GetRequiredService<BrowserCertificate>();
        Listen(kestrel, port, ListenerKind.Browser, async context => new SslServerAuthenticationOptions
        {
            ServerCertificate = await certificate.GetAsync(context.CancellationToken),
            EnabledSslProtocols = MutualTls.Protocols,
        });
    }

    private static void Listen(
        KestrelServerOptions kestrel, int port, ListenerKind kind, Func<TlsHandshakeCallbackContext, ValueTask<SslServerAuthenticationOptions>> authenticate) =>
        kestrel.Listen(IPAddress.Loopback, port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Mark(kind);
            listen.UseHttps(new TlsHandshakeCallbackOptions { HandshakeTimeout = s_handshakeTimeout, OnConnection = authenticate });
        });
}
