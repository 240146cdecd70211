using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace Platform.WorkloadIdentity;

/// <summary>
/// The certificate of a browser listener: the ASP.NET development certificate if this machine trusts it, otherwise a leaf of the local CA for
/// `localhost`, kept in the state folder. Trust is never installed; the log says how.
/// </summary>
public sealed partial class BrowserCertificate(
    WorkloadIdentityOptions options, SvidIssuer issuer, SvidSource svids, TimeProvider clock, ILogger<BrowserCertificate> logger) : IDisposable
{
    private const string DevelopmentCertificateOid = "1.3.6.1.4.1.311.84.1.1";
    private static readonly TimeSpan s_renewBefore = TimeSpan.FromDays(2);
    private readonly SemaphoreSlim _gate = new(1);
    private readonly string _file = Path.Combine(options.StateDirectory, "browser", "localhost.pem");
    private X509Certificate2? _current;

    /// <summary>The certificate to serve now.</summary>
    /// <exception cref="SvidUnavailableException">There is neither a trusted development certificate nor an issuer that answers.</exception>
    public async ValueTask<X509Certificate2> GetAsync(CancellationToken cancellationToken = default)
    {
        if (_current is { } current && IsFresh(current))
        {
            return current;
        }

        await _gate.WaitAsync(cancellationToken);
        try
        {
            return _current = _current is { } now && IsFresh(now) ? now : TrustedDevelopmentCertificate() ?? Kept() ?? await RequestAsync(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>TLS options for a browser listener.</summary>
    /// <exception cref="SvidUnavailableException">As for <see cref="GetAsync"/>.</exception>
    public async ValueTask<SslServerAuthenticationOptions> OptionsAsync(CancellationToken cancellationToken = default) => new()
    {
        ServerCertificate = await GetAsync(cancellationToken),
        EnabledSslProtocols = MutualTls.Protocols,
    };

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private static X509Certificate2? TrustedDevelopmentCertificate()
    {
        using var store = new X509Store(StoreName.My, StoreLocation.CurrentUser);
        store.Open(OpenFlags.ReadOnly);
        return store.Certificates.FirstOrDefault(certificate =>
            certificate.HasPrivateKey && certificate.Extensions.Any(e => e.Oid?.Value == DevelopmentCertificateOid) && IsTrustedHere(certificate));
    }

    private static bool IsTrustedHere(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        return chain.Build(certificate);
    }

    private X509Certificate2? Kept()
    {
        if (!File.Exists(_file))
        {
            return null;
        }

        try
        {
            var pem = File.ReadAllText(_file);
            var certificate = X509Certificate2.CreateFromPem(pem, pem);
            using var chain = new X509Chain { ChainPolicy = new SvidValidation(svids.TrustBundle, options.TrustDomain, clock).CreateChainPolicy() };
            return IsFresh(certificate) && chain.Build(certificate) ? certificate : null;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    private async Task<X509Certificate2> RequestAsync(CancellationToken cancellationToken)
    {
        await svids.ReadyAsync(cancellationToken);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("", key, HashAlgorithmName.SHA256).CreateSigningRequestPem();
        var issued = await issuer.IssueServerCertificateAsync(request, svids.Current, cancellationToken);
        PrivateFile.Write(_file, $"{issued.CertificateChain}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        LogOwnAuthority(logger, options.TrustBundleFile ?? "the trust bundle");
        var pem = await File.ReadAllTextAsync(_file, cancellationToken);
        return X509Certificate2.CreateFromPem(pem, pem);
    }

    private bool IsFresh(X509Certificate2 certificate) => certificate.NotAfter.ToUniversalTime() - s_renewBefore > clock.GetUtcNow();

    [LoggerMessage(1, LogLevel.Information,
        "the browser listener uses a leaf of the local CA; to trust it, import `{TrustBundle}` into the browser, or run `dotnet dev-certs https --trust`")]
    private static partial void LogOwnAuthority(ILogger logger, string trustBundle);
}
