namespace Dapr.Client;

/// <summary>Rewrites `http://{app-id}/path?query` to the sidecar's `/v1.0/invoke/{app-id}/method/path?query`. The name is Dapr.Client's.</summary>
public sealed class InvocationHandler : DelegatingHandler
{
    private Uri _endpoint = new("http://127.0.0.1:3500");

    /// <summary>The sidecar.</summary>
    /// <value>The default is `http://127.0.0.1:3500`.</value>
    /// <exception cref="ArgumentException">Not an absolute http or https URL.</exception>
    public string DaprEndpoint
    {
        get => _endpoint.OriginalString;
        set => _endpoint = Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : throw new ArgumentException("the Dapr endpoint must be an absolute http or https URL", nameof(value));
    }

    /// <summary>The token that the sidecar asks for; null sends none.</summary>
    public string? DaprApiToken { get; set; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The address is not absolute with an app-id as host and no port.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var original = request.RequestUri;
        request.RequestUri = Rewrite(original);
        if (DaprApiToken is not null)
        {
            request.Headers.Remove("dapr-api-token");
            request.Headers.Add("dapr-api-token", DaprApiToken);
        }

        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            // A caller that sends the request again starts from its own address.
            request.RequestUri = original;
            request.Headers.Remove("dapr-api-token");
        }
    }

    internal Uri Rewrite(Uri? address) =>
        address is { IsAbsoluteUri: true, IsDefaultPort: true, UserInfo: "", Scheme: "http" or "https" }
            ? new Uri(_endpoint, $"/v1.0/invoke/{address.Host}/method{address.PathAndQuery}")
            : throw new ArgumentException($"not the address of an app: {address}", nameof(address));
}
