namespace Dapr.Client;

/// <summary>The part of Dapr's client that services use. The name and parameters are Dapr.Client's.</summary>
public abstract class DaprClient
{
    /// <summary>A client whose addresses name apps: `http://{appId}/path` becomes a call through the own sidecar.</summary>
    /// <param name="appId">The app of relative addresses; null when every address names its app.</param>
    /// <param name="daprEndpoint">The sidecar; default `DAPR_HTTP_ENDPOINT`, else port `DAPR_HTTP_PORT` (3500) of this machine.</param>
    /// <param name="daprApiToken">The sidecar's token; default `DAPR_API_TOKEN`.</param>
    /// <exception cref="ArgumentException">The app-id is not a host name, or the endpoint not an http or https URL.</exception>
    public static HttpClient CreateInvokeHttpClient(string? appId = null, string? daprEndpoint = null, string? daprApiToken = null)
    {
        var handler = new InvocationHandler
        {
            InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false },
            DaprEndpoint = daprEndpoint ?? DaprDefaults.HttpEndpoint,
            DaprApiToken = daprApiToken ?? DaprDefaults.ApiToken,
        };
        var client = new HttpClient(handler);
        client.DefaultRequestHeaders.Add("User-Agent", "platform-dapr");
        if (appId is not null)
        {
            client.BaseAddress = Uri.TryCreate($"http://{appId}", UriKind.Absolute, out var address)
                ? address
                : throw new ArgumentException("the app-id must be a valid host name", nameof(appId));
        }

        return client;
    }
}
