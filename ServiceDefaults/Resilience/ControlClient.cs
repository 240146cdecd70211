using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.WorkloadIdentity;

namespace Platform.ServiceDefaults;

/// <summary>Clients for control APIs, which are called directly over mutual TLS and not through sidecars.</summary>
public static class ControlClient
{
    /// <summary>
    /// Registers a named <see cref="HttpClient"/> for a control API. As with <see cref="InvokeClient.AddInvokeClient"/>, each attempt carries a fresh proof
    /// and is on behalf of the user who is being served; the server must prove that it is the app.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="appId">The callee; also the client's name.</param>
    /// <param name="endpoint">Its control listener.</param>
    public static IHttpClientBuilder AddControlClient(this IHostApplicationBuilder builder, string appId, Uri endpoint)
    {
        builder.Services.AddHttpContextAccessor();
        return builder.Services.AddHttpClient(appId, client =>
            {
                client.BaseAddress = endpoint;
                client.Timeout = Timeout.InfiniteTimeSpan;
            })
            .ConfigurePrimaryHttpMessageHandler(services => new PeerHandler(
                services.GetRequiredService<SvidSource>(),
                services.GetRequiredService<SvidValidation>(),
                services.GetRequiredService<WorkloadIdentityOptions>().IdOf(appId)))
            .AddHttpMessageHandler(services => new ResilienceHandler(services.GetRequiredService<TimeProvider>()))
            .AddHttpMessageHandler(services => new CallCredentialsHandler(
                appId,
                services.GetRequiredService<TokenClient>(),
                services.GetRequiredService<ProofOfPossession>(),
                services.GetRequiredService<IHttpContextAccessor>()));
    }
}
