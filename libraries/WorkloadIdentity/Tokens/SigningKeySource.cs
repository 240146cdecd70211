namespace Platform.WorkloadIdentity;

/// <summary>Where the token signing keys come from.</summary>
public abstract class SigningKeySource
{
    /// <summary>The JWK Set.</summary>
    /// <exception cref="HttpRequestException">It could not be had.</exception>
    public abstract Task<string> FetchAsync(CancellationToken cancellationToken);
}

/// <summary>Identity's `/.well-known/jwks.json` over mutual TLS: the one address that keys are ever fetched from.</summary>
internal sealed class RemoteSigningKeySource(WorkloadIdentityOptions options, SvidSource svids, SvidValidation validation) : SigningKeySource
{
    private readonly Lazy<HttpClient> _client = new(() => new HttpClient(MutualTls.CreateHandler(svids, validation, options.IdOf("identity")))
    {
        BaseAddress = options.Endpoint ?? throw new InvalidOperationException("the setting Identity:Endpoint is missing"),
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = 64 * 1024,
    });

    public override async Task<string> FetchAsync(CancellationToken cancellationToken)
    {
        await svids.ReadyAsync(cancellationToken);
        return await _client.Value.GetStringAsync("/.well-known/jwks.json", cancellationToken);
    }
}
