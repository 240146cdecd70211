using Platform.WorkloadIdentity;

namespace Platform.Identity.Certificates;

/// <summary>Identity's own SVID comes from its own authority, without proof or network.</summary>
public sealed class LocalSvidIssuer(CertificateAuthority authority, WorkloadIdentityOptions options) : SvidIssuer
{
    /// <inheritdoc/>
    public override TrustBundle TrustBundle => TrustBundle.FromPem(authority.CertificatePem);

    /// <inheritdoc/>
    public override Task<IssuedSvid> IssueAsync(string signingRequest, Svid? current, CancellationToken cancellationToken) =>
        Task.FromResult(authority.IssueSvid(signingRequest, options.Id));

    /// <inheritdoc/>
    public override Task<IssuedSvid> IssueServerCertificateAsync(string signingRequest, Svid current, CancellationToken cancellationToken) =>
        Task.FromResult(authority.IssueServerCertificate(signingRequest));
}
