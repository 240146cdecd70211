using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Platform.WorkloadIdentity;

/// <summary>For programs that call a browser listener of the platform: the machine's trust, or the local CA for the name that was asked for.</summary>
public static class BrowserTrust
{
    /// <summary>A handler without cookies, redirects or proxy.</summary>
    public static SocketsHttpHandler CreateHandler(TrustBundle bundle) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        SslOptions = new SslClientAuthenticationOptions
        {
            EnabledSslProtocols = MutualTls.Protocols,
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                errors == SslPolicyErrors.None
                || (errors == SslPolicyErrors.RemoteCertificateChainErrors && certificate is X509Certificate2 leaf && ChainsTo(bundle, leaf, chain)),
        },
    };

    private static bool ChainsTo(TrustBundle bundle, X509Certificate2 leaf, X509Chain? presented)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(bundle.Authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        if (presented is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(presented.ChainPolicy.ExtraStore);
        }

        return chain.Build(leaf);
    }
}
