using System.Net;
using System.Net.Http.Json;

namespace Platform.WorkloadIdentity;

/// <summary>Where the list of revocations comes from.</summary>
public abstract class RevocationSource
{
    /// <summary>The list where it is kept, which is never out of date; null wherever it must be fetched.</summary>
    public virtual RevocationSnapshot? Own => null;

    /// <summary>The list as it is now.</summary>
    /// <exception cref="HttpRequestException">It could not be had.</exception>
    /// <exception cref="SvidRevokedException">Identity refuses the SVID that asked: it was revoked itself.</exception>
    public abstract Task<RevocationSnapshot> FetchAsync(CancellationToken cancellationToken);
}

/// <summary>The SVID of this process was revoked.</summary>
public sealed class SvidRevokedException() : Exception("the SVID of this process was revoked");

/// <summary>Identity's `/revocations` over mutual TLS, which proves whose list it is.</summary>
internal sealed class RemoteRevocationSource(WorkloadIdentityOptions options, SvidSource svids, SvidValidation validation) : RevocationSource
{
    private readonly Lazy<HttpClient> _client = new(() => new HttpClient(MutualTls.CreateHandler(svids, validation, options.IdOf("identity")))
    {
        BaseAddress = options.Endpoint ?? throw new InvalidOperationException("the setting Identity:Endpoint is missing"),
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = 4 << 20,
    });

    public override async Task<RevocationSnapshot> FetchAsync(CancellationToken cancellationToken)
    {
        await svids.ReadyAsync(cancellationToken);
        using var response = await _client.Value.GetAsync("/revocations", cancellationToken);
        return response.StatusCode == HttpStatusCode.Unauthorized
            ? throw new SvidRevokedException()
            : await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<RevocationSnapshot>(cancellationToken)
                ?? throw new InvalidDataException("identity answered without a list");
    }
}
