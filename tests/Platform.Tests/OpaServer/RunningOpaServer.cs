using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Rego;
using Platform.Rego.Server;
using Platform.Rego.Values;

namespace Platform.Tests.OpaServer;

/// <summary>The REST API on a real socket of this machine.</summary>
public sealed class RunningOpaServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private RunningOpaServer(WebApplication app, PolicyStore store)
    {
        this.app = app;
        Store = store;
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Client = new HttpClient { BaseAddress = new Uri(address) };
    }

    public PolicyStore Store { get; }

    public HttpClient Client { get; }

    public static Task<RunningOpaServer> StartAsync(string module, string data = "{}", OpaServerOptions? options = null, string? owner = null) =>
        StartAsync(new PolicyStore([new RegoModule("main.rego", module)], Val.Parse(data)) { Owner = owner }, options);

    public static async Task<RunningOpaServer> StartAsync(PolicyStore store, OpaServerOptions? options = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        var app = builder.Build();
        app.MapOpa(store, options);
        await app.StartAsync();
        return new RunningOpaServer(app, store);
    }

    /// <summary>Status and body of a request with a JSON or text body.</summary>
    public async Task<(int Status, string Body)> SendAsync(string method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body is null ? null : new StringContent(body) };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await Client.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }
}
