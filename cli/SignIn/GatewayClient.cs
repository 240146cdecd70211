using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Platform.Cli.SignIn;

/// <summary>
/// HTTPS to a browser listener. Its certificate is either trusted by this machine, or a leaf of the platform's own authority for the host name, in which case it
/// is checked against the trust bundle in the state folder. Anything else is refused.
/// </summary>
internal static class GatewayClient
{
    /// <summary>A client for an address such as <c>https://localhost:7443</c>.</summary>
    public static HttpClient Create(Uri address, string trustBundleFile) => new(Handler(trustBundleFile)) { BaseAddress = address };

    /// <summary>The handler of <see cref="Create"/>: no redirects, no cookies, no proxy.</summary>
    public static SocketsHttpHandler Handler(string trustBundleFile)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(trustBundleFile);
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
                    errors == SslPolicyErrors.None
                    || (errors == SslPolicyErrors.RemoteCertificateChainErrors && certificate is X509Certificate2 leaf && IsOurs(leaf, authorities)),
            },
        };
    }

    private static bool IsOurs(X509Certificate2 leaf, X509Certificate2Collection authorities)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(leaf);
    }
}
