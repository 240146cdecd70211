using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Platform.Testing;
using Platform.WorkloadIdentity;

namespace Platform.Messaging.Tests.Fixtures;

/// <summary>Signs whatever it is asked to, in the name that the test chose: Identity without Identity.</summary>
internal sealed class FakeSvidIssuer(FakeCertificateAuthority authority, string appId) : SvidIssuer
{
    public override TrustBundle TrustBundle { get; } = TrustBundle.FromPem(authority.Root.ExportCertificatePem());

    public override Task<IssuedSvid> IssueAsync(string signingRequest, Svid? current, CancellationToken cancellationToken)
    {
        var request = CertificateRequest.LoadSigningRequestPem(signingRequest, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new Uri($"spiffe://platform.local/ns/default/{appId}"));
        request.CertificateExtensions.Add(names.Build(critical: true));
        var now = TimeProvider.System.GetUtcNow();
        using var leaf = request.Create(authority.Root, now.AddMinutes(-5), now.AddHours(1), RandomNumberGenerator.GetBytes(12));
        return Task.FromResult(new IssuedSvid(leaf.ExportCertificatePem(), TrustBundle.ToPem(), now.AddHours(1)));
    }

    public override Task<IssuedSvid> IssueServerCertificateAsync(string signingRequest, Svid current, CancellationToken cancellationToken) =>
        throw new NotSupportedException("no test needs a browser certificate");
}
