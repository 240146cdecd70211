using System.Security.Cryptography.X509Certificates;

namespace Platform.WorkloadIdentity;

/// <summary>The certificate authorities of the trust domain. Nothing else, and no system store, is trusted for a workload.</summary>
public sealed class TrustBundle
{
    private TrustBundle(X509Certificate2Collection authorities) => Authorities = authorities;

    /// <summary>The authorities.</summary>
    public X509Certificate2Collection Authorities { get; }

    /// <summary>Reads one or more certificates in PEM.</summary>
    /// <exception cref="InvalidDataException">The text holds no certificate.</exception>
    public static TrustBundle FromPem(string pem)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPem(pem);
        return authorities.Count > 0 ? new TrustBundle(authorities) : throw new InvalidDataException("the trust bundle holds no certificate");
    }

    /// <summary>The bundle as PEM, certificates only.</summary>
    public string ToPem() => Authorities.ExportCertificatePems();
}
