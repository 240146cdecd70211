using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Platform.WorkloadIdentity;

/// <summary>One issued X.509-SVID with its key: immutable. A renewal makes another one, and what is bound to this key stays with it.</summary>
public sealed class Svid
{
    /// <summary>Wraps a certificate that has its P-256 private key.</summary>
    /// <exception cref="CryptographicException">The certificate has no elliptic-curve private key.</exception>
    public Svid(SpiffeId id, X509Certificate2 certificate, X509Certificate2Collection intermediates)
    {
        Id = id;
        Certificate = certificate;
        Intermediates = intermediates;
        using var key = OpenKey();
        KeyThumbprint = JsonWebKeys.Thumbprint(key);
        Context = SslStreamCertificateContext.Create(certificate, intermediates, offline: true);
        EncodedChain = [.. new[] { certificate }.Concat(intermediates).Select(c => Convert.ToBase64String(c.RawDataMemory.Span))];
    }

    /// <summary>The identity in the certificate.</summary>
    public SpiffeId Id { get; }

    /// <summary>The leaf with its private key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>The certificates between leaf and trust bundle; usually none.</summary>
    public X509Certificate2Collection Intermediates { get; }

    /// <summary>The RFC 7638 thumbprint of the key, which is `cnf.jkt` of every token bound to it.</summary>
    public string KeyThumbprint { get; }

    /// <summary>When it begins.</summary>
    public DateTimeOffset NotBefore => Certificate.NotBefore.ToUniversalTime();

    /// <summary>When it ends.</summary>
    public DateTimeOffset NotAfter => Certificate.NotAfter.ToUniversalTime();

    /// <summary>Leaf and intermediates in standard base64, as `x5c` wants them.</summary>
    public IReadOnlyList<string> EncodedChain { get; }

    internal SslStreamCertificateContext Context { get; }

    /// <summary>A handle of its own on the private key; the caller disposes it.</summary>
    public ECDsa OpenKey() => Certificate.GetECDsaPrivateKey() ?? throw new CryptographicException("the SVID has no elliptic-curve private key");
}
