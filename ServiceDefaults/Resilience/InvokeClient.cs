using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.WorkloadIdentity;

namespace Platform.ServiceDefaults;

/// <summary>Clients for other apps, through the own sidecar.</summary>
public static class InvokeClient
{
    /// <summary>
    /// Registers a named <see cref="HttpClient"/> that calls an app: its addresses are the paths that the app receives. Each attempt carries a fresh
    /// proof; the call is on behalf of the user who is being served, else the workload acts for itself.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="appId">The callee; also the client's name.</param>
    /// <returns>The client's builder, for further handlers.</returns>
    public static IHttpClientBuilder AddInvokeClient(this IHostApplicationBuilder builder, string appId)
    {
        builder.Services.AddHttpContextAccessor();
        return builder.Services.AddHttpClient(appId, client =>
            {
                client.BaseAddress = new Uri($"http://{appId}");
                // The resilience handler bounds the attempts and the whole.
                client.Timeout = Timeout.InfiniteTimeSpan;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
            .AddHttpMessageHandler(services => new ResilienceHandler(services.GetRequiredService<TimeProvider>()))
            .AddHttpMessageHandler(services => new CallCredentialsHandler(
                appId,
                services.GetRequiredService<TokenClient>(),
                services.GetRequiredService<ProofOfPossession>(),
                services.GetRequiredService<IHttpContextAccessor>()))
            .AddHttpMessageHandler(services => new SidecarAddress(appId, services.GetRequiredService<IConfiguration>()));
    }
}
