using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Hosting.Running.State;

namespace Platform.Hosting.Running.Api;

/// <summary>A loopback API over the resources, for the command line, the dashboard and chaos runs.</summary>
/// <remarks>Its address and a token of this run are in <c>api.json</c>, which only the owner can read. Every request needs the token.</remarks>
internal sealed class ResourceApi(StateDirectory state, IServiceProvider services)
{
    private readonly string _token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
    private WebApplication? _server;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        _server = builder.Build();
        _server.Use(RefuseStrangersAsync);
        ResourceRoutes.Map(_server, services);
        await _server.StartAsync(cancellationToken).ConfigureAwait(false);

        var url = _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        PrivateFile.Write(state.ApiFile, JsonSerializer.Serialize(new { url, token = _token, pid = Environment.ProcessId }));
    }

    public async Task StopAsync()
    {
        if (_server is not null)
        {
            using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
            await _server.StopAsync(now.Token).ConfigureAwait(false);
            await _server.DisposeAsync().ConfigureAwait(false);
        }
    }

    // The host name is checked too: a page in a browser may resolve a name of its own to this address.
    private Task RefuseStrangersAsync(HttpContext context, RequestDelegate next)
    {
        var given = context.Request.Headers.Authorization.ToString();
        var expected = $"Bearer {_token}";
        if (context.Request.Host.Host == IPAddress.Loopback.ToString()
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected)))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }
}
