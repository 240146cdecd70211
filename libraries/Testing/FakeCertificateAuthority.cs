using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Platform.Testing;

/// <summary>
/// A certificate authority with behaviour, for tests: it signs leaves with any subject alternative names, lifetimes and mistakes that an attack needs.
/// </summary>
public sealed class FakeCertificateAuthority : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly DateTimeOffset notBefore;

    /// <param name="now">The middle of the root's two years; default: the system's clock.</param>
    public FakeCertificateAuthority(DateTimeOffset? now = null)
    {
        notBefore = (now ?? TimeProvider.System.GetUtcNow()).AddYears(-1);
        var request = new CertificateRequest("CN=Fake CA", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        Root = request.CreateSelfSigned(notBefore, notBefore.AddYears(2));
    }

    /// <summary>The root certificate, with its private key.</summary>
    public X509Certificate2 Root { get; }

    /// <summary>A leaf with a private key of its own.</summary>
    /// <param name="uris">The URI names; a proper SVID has exactly one.</param>
    /// <param name="dnsNames">DNS names; default none.</param>
    /// <param name="lifetime">Default one hour from now.</param>
    /// <param name="validFrom">Default five minutes ago.</param>
    /// <param name="isAuthority">A leaf that claims to be a CA; default false.</param>
    /// <param name="keyUsage">Default digital signature.</param>
    public X509Certificate2 Issue(
        IEnumerable<string> uris,
        IEnumerable<string>? dnsNames = null,
        TimeSpan? lifetime = null,
        DateTimeOffset? validFrom = null,
        bool isAuthority = false,
        X509KeyUsageFlags keyUsage = X509KeyUsageFlags.DigitalSignature)
    {
        using var leafKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=leaf", leafKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(keyUsage, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(
            [new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], false));
        var names = new SubjectAlternativeNameBuilder();
        var hasNames = false;
        foreach (var uri in uris)
        {
            names.AddUri(new Uri(uri));
            hasNames = true;
        }
        foreach (var dnsName in dnsNames ?? [])
        {
            names.AddDnsName(dnsName);
            hasNames = true;
        }
        if (hasNames)
            request.CertificateExtensions.Add(names.Build());
        var from = validFrom ?? TimeProvider.System.GetUtcNow().AddMinutes(-5);
        using var signed = request.Create(Root, from, from + (lifetime ?? TimeSpan.FromMinutes(65)), RandomNumberGenerator.GetBytes(12));
        using var withKey = signed.CopyWithPrivateKey(leafKey);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }

    public void Dispose()
    {
        Root.Dispose();
        key.Dispose();
    }
}
