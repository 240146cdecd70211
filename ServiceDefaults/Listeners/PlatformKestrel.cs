using System.Net.Security;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Platform.WorkloadIdentity;

namespace Platform.ServiceDefaults;

/// <summary>Opens exactly the listeners of the table, each marked with its class.</summary>
internal sealed class PlatformKestrel(ListenerTable table, IServiceProvider services, ServiceDefaultsOptions defaults)
    : IConfigureOptions<KestrelServerOptions>
{
    private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(10);

    public void Configure(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = defaults.RequestBytesMax;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        foreach (var (listener, address) in table.Addresses)
        {
            kestrel.Listen(address, options =>
            {
                table.Bind(listener, options);
                options.Protocols = HttpProtocols.Http1;
                options.Use(next => connection =>
                {
                    connection.Features.Set(new ConnectionListener(listener));
                    return next(connection);
                });
                Secure(options, listener);
            });
        }
    }

    private void Secure(ListenOptions options, ListenerClass listener)
    {
        switch (listener)
        {
            case ListenerClass.Mesh or ListenerClass.Control:
                UseTls(options, MutualAsync);
                break;
            case ListenerClass.Bootstrap:
                UseTls(options, ServerOnlyAsync);
                break;
            case ListenerClass.Browser:
                UseTls(options, context => defaults.BrowserTls is { } browser ? browser(services, context.CancellationToken) : ServerOnlyAsync(context));
                break;
        }
    }

    private static void UseTls(ListenOptions options, Func<TlsHandshakeCallbackContext, ValueTask<SslServerAuthenticationOptions>> authenticate) =>
        options.UseHttps(new TlsHandshakeCallbackOptions { HandshakeTimeout = HandshakeTimeout, OnConnection = authenticate });

    private async ValueTask<SslServerAuthenticationOptions> MutualAsync(TlsHandshakeCallbackContext context)
    {
        var source = services.GetRequiredService<SvidSource>();
        await source.ReadyAsync(context.CancellationToken);
        return MutualTls.ServerOptions(
            source.Current,
            services.GetRequiredService<SvidValidation>().WithoutRevocations,
            accepted: context.Connection.Features.Set);
    }

    private async ValueTask<SslServerAuthenticationOptions> ServerOnlyAsync(TlsHandshakeCallbackContext context)
    {
        var source = services.GetRequiredService<SvidSource>();
        await source.ReadyAsync(context.CancellationToken);
        return MutualTls.ServerOnlyOptions(source.Current);
    }
}
