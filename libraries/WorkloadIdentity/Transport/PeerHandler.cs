namespace Platform.WorkloadIdentity;

/// <summary>Mutual TLS to one peer, made at the first call: the trust bundle may not be there yet when a process registers its clients.</summary>
public sealed class PeerHandler(SvidSource svids, SvidValidation validation, SpiffeId peer) : HttpMessageHandler
{
    private readonly Lazy<HttpMessageInvoker> _inner = new(() => new HttpMessageInvoker(MutualTls.CreateHandler(svids, validation, peer)));

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await svids.ReadyAsync(cancellationToken);
        return await _inner.Value.SendAsync(request, cancellationToken);
    }

    /// <summary>For those who send from a thread of their own, as exporters of telemetry do.</summary>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        svids.ReadyAsync(cancellationToken).GetAwaiter().GetResult();
        return _inner.Value.Send(request, cancellationToken);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _inner.IsValueCreated)
        {
            _inner.Value.Dispose();
        }

        base.Dispose(disposing);
    }
}
