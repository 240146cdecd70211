using Microsoft.Extensions.Logging.Abstractions;
using Platform.WorkloadIdentity;

namespace Platform.Tests.WorkloadIdentity;

/// <summary>A list of revocations that the test writes.</summary>
public sealed class PublishedRevocations : RevocationSource
{
    private RevocationSnapshot _published = RevocationSnapshot.Empty;

    public void Publish(params Revocation[] revocations) => _published = new RevocationSnapshot(_published.Sequence + 1, revocations);

    public void PublishOld() => _published = new RevocationSnapshot(_published.Sequence - 1, []);

    public override Task<RevocationSnapshot> FetchAsync(CancellationToken cancellationToken) => Task.FromResult(_published);

    /// <summary>A process's list of it, not fetched yet.</summary>
    public RevocationList ListFor(WorkloadIdentityOptions options, TimeProvider clock) =>
        new(this, new SvidSource(options, new Nobody(), clock, NullLogger<SvidSource>.Instance), options, clock, NullLogger<RevocationList>.Instance);

    private sealed class Nobody : SvidIssuer
    {
        public override TrustBundle TrustBundle => throw new SvidUnavailableException("nobody issues here");

        public override Task<IssuedSvid> IssueAsync(string signingRequest, Svid? current, CancellationToken cancellationToken) =>
            throw new SvidUnavailableException("nobody issues here");

        public override Task<IssuedSvid> IssueServerCertificateAsync(string signingRequest, Svid current, CancellationToken cancellationToken) =>
            throw new SvidUnavailableException("nobody issues here");
    }
}
