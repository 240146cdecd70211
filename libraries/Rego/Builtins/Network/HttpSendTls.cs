using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Platform.Rego.Builtins.Network;

/// <summary>The TLS settings of a request of <c>http.send</c>.</summary>
internal sealed record HttpSendTls
{
    public string? AuthorityPem { get; init; }

    public bool UsesSystemAuthorities { get; init; } = true;

    public string? CertificatePem { get; init; }

    public string? KeyPem { get; init; }

    public string? ServerName { get; init; }

    public bool SkipsVerification { get; init; }

    /// <summary>Applies the settings to a handler that takes them.</summary>
    /// <exception cref="BuiltinException">A certificate or key cannot be read.</exception>
    public void Configure(SocketsHttpHandler handler)
    {
        try
        {
            SslClientAuthenticationOptions options = handler.SslOptions;
            if (ServerName is not null)
            {
                options.TargetHost = ServerName;
            }

            if (CertificatePem is not null && KeyPem is not null)
            {
                options.ClientCertificates = [X509Certificate2.CreateFromPem(CertificatePem, KeyPem)];
            }

            if (SkipsVerification)
            {
                options.RemoteCertificateValidationCallback = (_, _, _, _) => true;
            }
            else if (AuthorityPem is not null || !UsesSystemAuthorities)
            {
                Trust(options);
            }
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new BuiltinException($"could not read the TLS certificates: {e.Message}");
        }
    }

    private void Trust(SslClientAuthenticationOptions options)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPem(AuthorityPem ?? "");
        if (!UsesSystemAuthorities)
        {
            options.CertificateChainPolicy = PolicyFor(authorities);
            return;
        }

        options.RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
        {
            if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is not X509Certificate2 peer)
            {
                return errors == SslPolicyErrors.None;
            }

            using var chain = new X509Chain { ChainPolicy = PolicyFor(authorities) };
            return chain.Build(peer);
        };
    }

    private static X509ChainPolicy PolicyFor(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(authorities);
        policy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.1"));
        return policy;
    }
}
