using Microsoft.Extensions.Configuration;

namespace Platform.ServiceDefaults;

/// <summary>Innermost: sends a request for an app to the own sidecar's invocation API.</summary>
internal sealed class SidecarAddress : DelegatingHandler
{
    private readonly string appId;
    private readonly Uri sidecar;
    private readonly string token;

    public SidecarAddress(string appId, IConfiguration configuration)
    {
        this.appId = appId;
        sidecar = Uri.TryCreate(configuration["DAPR_HTTP_ENDPOINT"], UriKind.Absolute, out var address)
            ? address
            : throw new InvalidOperationException("the setting DAPR_HTTP_ENDPOINT is missing");
        token = configuration["DAPR_API_TOKEN"] is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException("the setting DAPR_API_TOKEN is missing");
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var target = request.RequestUri ?? throw new InvalidOperationException("the request has no address");
        if (target.Host != appId)
        {
            throw new InvalidOperationException($"a client of {appId} does not call {target.Host}");
        }

        request.RequestUri = new Uri(sidecar, $"/v1.0/invoke/{appId}/method{target.PathAndQuery}");
        request.Headers.Remove(ListenerGuard.TokenHeader);
        request.Headers.TryAddWithoutValidation(ListenerGuard.TokenHeader, token);
        return base.SendAsync(request, cancellationToken);
    }
}
