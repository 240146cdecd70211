namespace Platform.WorkloadIdentity;

/// <summary>Where SVIDs come from: Identity over the network, or its own CA within Identity.</summary>
public abstract class SvidIssuer
{
    /// <summary>The trust bundle as known before anything was issued.</summary>
    /// <exception cref="SvidUnavailableException">It is not there yet.</exception>
    public abstract TrustBundle TrustBundle { get; }

    /// <summary>Issues for a signing request; with <paramref name="current"/> it is a renewal.</summary>
    /// <exception cref="SvidUnavailableException">Nothing was issued; the message says what to check.</exception>
    public abstract Task<IssuedSvid> IssueAsync(string signingRequest, Svid? current, CancellationToken cancellationToken);

    /// <summary>Issues a certificate for a server that browsers connect to.</summary>
    /// <exception cref="SvidUnavailableException">Nothing was issued.</exception>
    public abstract Task<IssuedSvid> IssueServerCertificateAsync(string signingRequest, Svid current, CancellationToken cancellationToken);
}
