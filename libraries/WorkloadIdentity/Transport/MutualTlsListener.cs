using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;

namespace Platform.WorkloadIdentity;

/// <summary>Kestrel listeners by SVID. A connection that comes before the SVID is there waits for it within the handshake time-out.</summary>
public static class MutualTlsListener
{
    private static readonly TimeSpan s_handshakeTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Listens on loopback with mutual TLS; the caller's identity becomes the feature <see cref="MutualTlsPeer"/>.</summary>
    /// <param name="kestrel">The server.</param>
    /// <param name="port">The port; 0 lets the system choose.</param>
    /// <param name="allowed">Who may connect; the default is every workload of the trust domain.</param>
    public static void ListenMutualTls(this KestrelServerOptions kestrel, int port, IReadOnlyCollection<SpiffeId>? allowed = null)
    {
        var source = kestrel.ApplicationServices.GetRequiredService<SvidSource>();
        var validation = kestrel.ApplicationServices.GetRequiredService<SvidValidation>();
        Listen(kestrel, port, async context =>
        {
            await source.ReadyAsync(context.CancellationToken);
            return MutualTls.ServerOptions(
                source.Current,
                validation,
                allowed is null ? null : id => allowed.Contains(id),
                peer => context.Connection.Features.Set(new MutualTlsPeer(peer)));
        });
    }

    /// <summary>Listens on loopback with this workload's SVID and without asking for the client's.</summary>
    public static void ListenServerTls(this KestrelServerOptions kestrel, int port)
    {
        var source = kestrel.ApplicationServices.GetRequiredService<SvidSource>();
        Listen(kestrel, port, async context =>
        {
            await source.ReadyAsync(context.CancellationToken);
            return MutualTls.ServerOnlyOptions(source.Current);
        });
    }

    private static void Listen(
        KestrelServerOptions kestrel, int port, Func<TlsHandshakeCallbackContext, ValueTask<System.Net.Security.SslServerAuthenticationOptions>> authenticate)
    {
        var address = new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, port);
        kestrel.Listen(address, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.UseHttps(new TlsHandshakeCallbackOptions { HandshakeTimeout = s_handshakeTimeout, OnConnection = authenticate });
        });
    }
}
