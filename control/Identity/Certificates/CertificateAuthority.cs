using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Platform.WorkloadIdentity;

namespace Platform.Identity.Certificates;

/// <summary>
/// The authority of the trust domain: a P-256 key in Identity's state. Its certificate is limited by name constraints to this trust domain and to
/// loopback, so that whoever trusts it in a browser trusts it for nothing else.
/// </summary>
public sealed class CertificateAuthority
{
    private static readonly TimeSpan s_svidLifetime = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_serverLifetime = TimeSpan.FromDays(30);
    /// <summary>How long before its issue a certificate begins, for clocks that are behind.</summary>
    public static readonly TimeSpan Backdated = TimeSpan.FromSeconds(30);

    private readonly X509Certificate2 _authority;
    private readonly TimeProvider _clock;

    private CertificateAuthority(X509Certificate2 authority, TimeProvider clock)
    {
        _authority = authority;
        _clock = clock;
    }

    /// <summary>The authority's certificate in PEM, which is the trust bundle.</summary>
    public string CertificatePem => _authority.ExportCertificatePem();

    /// <summary>Opens the authority in the state folder, or creates it there; `ca.pem` beside it is the public half.</summary>
    public static CertificateAuthority Open(WorkloadIdentityOptions options, TimeProvider clock)
    {
        var file = Path.Combine(options.StateDirectory, "ca-key.pem");
        if (!File.Exists(file))
        {
            Create(options.TrustDomain, file, clock);
        }

        var pem = File.ReadAllText(file);
        var authority = new CertificateAuthority(X509Certificate2.CreateFromPem(pem, pem), clock);
        PrivateFile.Write(Path.Combine(options.StateDirectory, "ca.pem"), authority.CertificatePem + "\n");
        return authority;
    }

    /// <summary>Issues an SVID of one hour. Only the key is taken from the request; everything else in it is ignored.</summary>
    /// <exception cref="UnacceptableRequestException">The request is malformed, not signed by its key, or not for a P-256 key.</exception>
    public IssuedSvid IssueSvid(string signingRequest, SpiffeId id)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new Uri(id.ToString()));
        var leaf = Issue(signingRequest, $"CN={id.AppId}", names, s_svidLifetime, ["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"]);
        return new IssuedSvid(leaf.ExportCertificatePem(), CertificatePem, leaf.NotAfter.ToUniversalTime());
    }

    /// <summary>
    /// Issues an SVID of 30 days, also for the name <c>localhost</c>, for a server that is not ours and cannot renew it: the broker. The AppHost fetches it.
    /// </summary>
    /// <exception cref="UnacceptableRequestException">As for <see cref="IssueSvid"/>.</exception>
    public IssuedSvid IssueServerSvid(string signingRequest, SpiffeId id)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new Uri(id.ToString()));
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        var leaf = Issue(signingRequest, $"CN={id.AppId}", names, s_serverLifetime, ["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"]);
        return new IssuedSvid(leaf.ExportCertificatePem(), CertificatePem, leaf.NotAfter.ToUniversalTime());
    }

    /// <summary>Issues a certificate of 30 days for a server on loopback. It has no URI name and can therefore never pass as an SVID.</summary>
    /// <exception cref="UnacceptableRequestException">As for <see cref="IssueSvid"/>.</exception>
    public IssuedSvid IssueServerCertificate(string signingRequest)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        var leaf = Issue(signingRequest, "CN=localhost", names, s_serverLifetime, ["1.3.6.1.5.5.7.3.1"]);
        return new IssuedSvid(leaf.ExportCertificatePem(), CertificatePem, leaf.NotAfter.ToUniversalTime());
    }

    private static void Create(string trustDomain, string file, TimeProvider clock)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={trustDomain} workload CA", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        request.CertificateExtensions.Add(NameConstraints(trustDomain));
        var now = clock.GetUtcNow();
        using var authority = request.CreateSelfSigned(now - Backdated, now.AddYears(2));
        PrivateFile.Write(file, $"{authority.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
    }

    /// <summary>RFC 5280 §4.2.1.10: permitted subtrees only.</summary>
    private static X509Extension NameConstraints(string trustDomain)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
        {
            Subtree(() => writer.WriteCharacterString(UniversalTagNumber.IA5String, trustDomain, new Asn1Tag(TagClass.ContextSpecific, 6)));
            Subtree(() => writer.WriteCharacterString(UniversalTagNumber.IA5String, "localhost", new Asn1Tag(TagClass.ContextSpecific, 2)));
            Subtree(() => writer.WriteOctetString([127, 0, 0, 0, 255, 0, 0, 0], new Asn1Tag(TagClass.ContextSpecific, 7)));
        }

        return new X509Extension("2.5.29.30", writer.Encode(), critical: true);

        void Subtree(Action name)
        {
            using (writer.PushSequence())
            {
                name();
            }
        }
    }

    private X509Certificate2 Issue(string signingRequest, string subject, SubjectAlternativeNameBuilder names, TimeSpan lifetime, string[] usages)
    {
        var request = new CertificateRequest(new X500DistinguishedName(subject), AcceptedKey(signingRequest), HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. usages.Select(u => new Oid(u))], false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_authority, true, false));
        request.CertificateExtensions.Add(names.Build());
        var from = _clock.GetUtcNow() - Backdated;
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] &= 0x7f;
        return request.Create(_authority, from, from + lifetime, serial);
    }

    private static PublicKey AcceptedKey(string signingRequest)
    {
        try
        {
            var request = CertificateRequest.LoadSigningRequestPem(signingRequest, HashAlgorithmName.SHA256);
            using var key = request.PublicKey.GetECDsaPublicKey();
            return key?.ExportParameters(false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value
                ? request.PublicKey
                : throw new UnacceptableRequestException("the key is not a P-256 key");
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new UnacceptableRequestException("not a signing request signed by its own key", e);
        }
    }
}
