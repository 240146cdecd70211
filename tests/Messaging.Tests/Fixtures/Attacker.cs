using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using MassTransit;
using Platform.Contracts.Referrals;
using Platform.ServiceDefaults.Messaging;
using Platform.WorkloadIdentity;
using RabbitMQ.Client;

namespace Platform.Messaging.Tests.Fixtures;

/// <summary>Speaks AMQP to the broker without any of the platform's code in between, with whatever credentials it got hold of.</summary>
internal sealed class Attacker : IAsyncDisposable
{
    private readonly IConnection connection;
    private IChannel channel;

    private Attacker(IConnection connection, IChannel channel) => (this.connection, this.channel) = (connection, channel);

    public static string SubmittedExchange => "referrals.v1.referral-submitted";

    public static string SubmittedUrn => MessageUrn.ForTypeString(typeof(ReferralSubmitted));

    public IChannel Channel => channel;

    /// <summary>Connects as a broker user, with the certificate of a workload.</summary>
    public static async Task<Attacker> AsAsync(BrokerServer broker, string virtualHost, string user, string certificateOf)
    {
        var factory = new ConnectionFactory
        {
            HostName = "localhost",
            Port = broker.Port,
            VirtualHost = virtualHost,
            UserName = user,
            Password = broker.User(user).Password,
            AutomaticRecoveryEnabled = false,
            Ssl = new SslOption
            {
                Enabled = true,
                ServerName = "localhost",
                Version = SslProtocols.Tls13,
                Certs = new X509CertificateCollection { broker.Issue(certificateOf) },
                CertificateValidationCallback = (_, certificate, _, _) => broker.IsOurs((X509Certificate2)certificate!),
                AcceptablePolicyErrors = SslPolicyErrors.None,
            },
        };
        var connection = await factory.CreateConnectionAsync();
        return new Attacker(connection, await ChannelAsync(connection));
    }

    /// <summary>The bytes that MassTransit would send for an event.</summary>
    public static byte[] Body(Guid id, object message, string? urn = null) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        messageId = id,
        messageType = new[] { urn ?? SubmittedUrn },
        message,
    }, JsonSerializerOptions.Web);

    /// <summary>An envelope signed by a workload of the platform.</summary>
    public static string Sign(BrokerServer broker, string workload, Guid id, byte[] body, string? urn = null, TimeProvider? clock = null, TimeSpan? lifetime = null)
    {
        var svid = new Svid(SpiffeId.ForWorkload("platform.local", "default", workload), broker.Authority.Issue(
            [$"spiffe://platform.local/ns/default/{workload}"], lifetime: TimeSpan.FromDays(30), validFrom: TimeProvider.System.GetUtcNow().AddDays(-20)), []);
        return new EnvelopeSigner(() => svid, clock ?? TimeProvider.System).Sign(id, urn ?? SubmittedUrn, lifetime ?? TimeSpan.FromHours(24), Journey.Claims, body);
    }

    /// <summary>Publishes with a confirm; throws what the broker answers.</summary>
    public async Task PublishAsync(string exchange, string routingKey, byte[] body, string? envelope, Guid outerId, string? userId, string contentType = "application/vnd.masstransit+json")
    {
        if (channel.IsClosed)
            channel = await ChannelAsync(connection);
        var properties = new BasicProperties
        {
            ContentType = contentType,
            MessageId = outerId.ToString("D"),
            DeliveryMode = DeliveryModes.Persistent,
            Headers = new Dictionary<string, object?>(),
        };
        if (userId is not null)
            properties.UserId = userId;
        if (envelope is not null)
            properties.Headers[EnvelopeSigner.Header] = Encoding.UTF8.GetBytes(envelope);
        await channel.BasicPublishAsync(exchange, routingKey, mandatory: false, properties, body);
    }

    /// <summary>Takes the next message of a queue, or null.</summary>
    public async Task<BasicGetResult?> TakeAsync(string queue)
    {
        if (channel.IsClosed)
            channel = await ChannelAsync(connection);
        return await channel.BasicGetAsync(queue, autoAck: true);
    }

    public async ValueTask DisposeAsync()
    {
        await connection.CloseAsync();
        await connection.DisposeAsync();
    }

    private static Task<IChannel> ChannelAsync(IConnection connection) => connection.CreateChannelAsync(new CreateChannelOptions(true, true));
}
