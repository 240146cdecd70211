using Platform.Sidecar.Settings;
using Platform.WorkloadIdentity;

namespace Platform.Sidecar.Invocation;

/// <summary>The way to the own app: loopback, with the app token. The caller's app-id comes from its certificate; nothing should rely on it all the same.</summary>
internal sealed class AppChannel(SidecarFlags flags, SidecarTokens tokens, Forwarder forwarder) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>True when the app can be called at all.</summary>
    public bool Exists => flags.AppPort is not null;

    public Task CallAsync(HttpContext context, SpiffeId caller, string path) =>
        forwarder.ForwardAsync(context, _client, $"http://127.0.0.1:{flags.AppPort}{path}", request =>
        {
            request.Headers.TryAddWithoutValidation("dapr-api-token", tokens.App);
            request.Headers.TryAddWithoutValidation("dapr-caller-app-id", caller.AppId);
        });

    public void Dispose() => _client.Dispose();
}
