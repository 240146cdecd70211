namespace Platform.WorkloadIdentity;

/// <summary>The identity that the other end of a mutual TLS connection proved. Found in `HttpContext.Features`; absent on any other listener.</summary>
public sealed record MutualTlsPeer(SpiffeId Id);
