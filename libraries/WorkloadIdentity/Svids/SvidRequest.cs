using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Platform.WorkloadIdentity;

/// <summary>A fresh P-256 key and the signing request for it. The request names nobody: the issuer decides the identity.</summary>
public sealed class SvidRequest : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The PKCS #10 request in PEM.</summary>
    public string Pem => new CertificateRequest("", _key, HashAlgorithmName.SHA256).CreateSigningRequestPem();

    /// <summary>Joins the issued chain (leaf first, PEM) with the key.</summary>
    /// <exception cref="InvalidDataException">The chain is empty, names no SPIFFE ID, or its leaf has another key.</exception>
    public Svid Complete(string certificateChain)
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(certificateChain);
        if (chain.Count == 0)
        {
            throw new InvalidDataException("the issued chain holds no certificate");
        }

        using var bare = chain[0];
        if (SubjectAlternativeUris.Read(bare) is not [var uri] || !SpiffeId.TryParse(uri, out var id))
        {
            throw new InvalidDataException("the issued certificate names no single SPIFFE ID");
        }

        try
        {
            var leaf = bare.CopyWithPrivateKey(_key);
            chain.RemoveAt(0);
            return new Svid(id, leaf, chain);
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException("the issued certificate is for another key", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
