using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Platform.WorkloadIdentity;

/// <summary>TLS by SVID in both directions: TLS 1.2 or later, no system trust store, no host names, no session resumption (so that every connection is checked).</summary>
public static class MutualTls
{
    internal const SslProtocols Protocols = SslProtocols.Tls12 | SslProtocols.Tls13;

    /// <summary>A server that asks for, and validates, the client's SVID.</summary>
    /// <param name="svid">This workload.</param>
    /// <param name="validation">The rules.</param>
    /// <param name="allow">Which identities may connect; the default is every one of the trust domain.</param>
    /// <param name="accepted">Told who connected.</param>
    public static SslServerAuthenticationOptions ServerOptions(
        Svid svid, SvidValidation validation, Func<SpiffeId, bool>? allow = null, Action<MutualTlsPeer>? accepted = null)
    {
        var options = ServerOnlyOptions(svid);
        options.ClientCertificateRequired = true;
        options.CertificateChainPolicy = validation.CreateChainPolicy();
        options.RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
        {
            if (certificate is not X509Certificate2 leaf || Identify(leaf, chain, validation) is not { } peer || allow?.Invoke(peer) == false)
            {
                return false;
            }

            accepted?.Invoke(new MutualTlsPeer(peer, leaf.SerialNumber, leaf.NotBefore.ToUniversalTime()));
            return true;
        };
        return options;
    }

    /// <summary>A server that only proves itself (the bootstrap listener: its callers have no SVID yet).</summary>
    public static SslServerAuthenticationOptions ServerOnlyOptions(Svid svid) => new()
    {
        ServerCertificateContext = svid.Context,
        EnabledSslProtocols = Protocols,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        AllowRenegotiation = false,
        AllowTlsResume = false,
    };

    /// <summary>A handler for calls to one peer, whose certificate must be an SVID of exactly that identity.</summary>
    /// <param name="svid">Presented to the peer; null presents nothing.</param>
    /// <param name="validation">The rules.</param>
    /// <param name="peer">Who must answer.</param>
    public static SocketsHttpHandler CreateHandler(Svid? svid, SvidValidation validation, SpiffeId peer) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        ConnectTimeout = TimeSpan.FromSeconds(5),
        SslOptions = ClientOptions(svid is null ? null : () => svid, validation, peer),
    };

    /// <summary>As <see cref="CreateHandler(Svid, SvidValidation, SpiffeId)"/>, always with the current SVID: a connection is renewed within ten minutes of a rotation.</summary>
    public static SocketsHttpHandler CreateHandler(SvidSource source, SvidValidation validation, SpiffeId peer)
    {
        var handler = CreateHandler((Svid?)null, validation, peer);
        handler.SslOptions = ClientOptions(() => source.Current, validation, peer);
        return handler;
    }

    /// <summary>The same for a protocol that makes its TLS itself (a database's): replaces whatever the options hold about certificates.</summary>
    public static void Apply(SslClientAuthenticationOptions options, SvidSource source, SvidValidation validation, SpiffeId peer) =>
        Apply(options, () => source.Current, validation, peer);

    private static SslClientAuthenticationOptions ClientOptions(Func<Svid>? svid, SvidValidation validation, SpiffeId peer)
    {
        var options = new SslClientAuthenticationOptions();
        Apply(options, svid, validation, peer);
        return options;
    }

    private static void Apply(SslClientAuthenticationOptions options, Func<Svid>? svid, SvidValidation validation, SpiffeId peer)
    {
        options.EnabledSslProtocols = Protocols;
        options.CertificateRevocationCheckMode = X509RevocationMode.NoCheck;
        options.AllowRenegotiation = false;
        options.AllowTlsResume = false;
        options.CertificateChainPolicy = validation.CreateChainPolicy();
        options.RemoteCertificateValidationCallback = (_, certificate, chain, _) => Identify(certificate, chain, validation) == peer;
        if (svid is not null)
        {
            options.LocalCertificateSelectionCallback = (_, _, _, _, _) => svid().Certificate;
        }
    }

    private static SpiffeId? Identify(X509Certificate? certificate, X509Chain? chain, SvidValidation validation) =>
        certificate is X509Certificate2 leaf ? validation.Validate(leaf, chain?.ChainPolicy.ExtraStore).Id : null;
}
