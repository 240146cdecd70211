using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MassTransit;
using Platform.WorkloadIdentity;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>
/// Mutual TLS to the broker. MassTransit's default takes a server whose chain is untrusted (AcceptablePolicyErrors holds RemoteCertificateChainErrors),
/// so everything is checked here: the platform's own broker by its SVID, any other by the system's rules.
/// </summary>
internal sealed class BrokerTls(SvidSource own, SvidValidation svids, bool serverHasSvid)
{
    /// <summary>App-id in the SVID of the platform's own broker.</summary>
    public const string BrokerAppId = "messaging";

    public void Configure(IRabbitMqSslConfigurator tls, string host)
    {
        tls.Protocol = SslProtocols.Tls12 | SslProtocols.Tls13;
        tls.ServerName = host;
        tls.UseCertificateAsAuthenticationIdentity = false;
        // Asked at every handshake, so that a reconnect presents the certificate of the day; without one the broker refuses and the bus tries again.
        tls.CertificateSelectionCallback = (_, _, _, _, _) => own.IsReady ? own.Certificate : null!;
        tls.CertificateValidationCallback = (_, certificate, chain, errors) => Trusts(certificate, chain, errors);
    }

    private bool Trusts(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (!serverHasSvid)
            return errors == SslPolicyErrors.None;
        if (certificate is not X509Certificate2 leaf)
            return false;
        var intermediates = new X509Certificate2Collection(chain?.ChainElements.Skip(1).Select(element => element.Certificate).ToArray() ?? []);
        return svids.Validate(leaf, intermediates) is { IsValid: true } valid && valid.Id.IsSibling(own.Id, BrokerAppId);
    }
}
