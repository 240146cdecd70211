using Microsoft.AspNetCore.Http;

namespace Platform.WorkloadIdentity;

/// <summary>The identity that the other end of a mutual TLS connection proved. Found in `HttpContext.Features`; absent on any other listener.</summary>
public sealed record MutualTlsPeer(SpiffeId Id, string Serial, DateTimeOffset NotBefore)
{
    /// <summary>The peer of this connection.</summary>
    /// <exception cref="InvalidOperationException">The request did not come in on a mutual TLS listener.</exception>
    public static SpiffeId Of(HttpContext context) =>
        context.Features.Get<MutualTlsPeer>()?.Id ?? throw new InvalidOperationException("this route needs a mutual TLS listener");
}
