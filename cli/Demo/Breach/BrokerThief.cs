using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Platform.Cli.Demo.Breach;

/// <summary>Speaks AMQP with what a thief has of a service: its password from its environment, and a certificate of its workload.</summary>
internal sealed class BrokerThief(OperatorWorkload workload, string connectionString)
{
    private readonly Uri address = new(connectionString);

    public string User => Uri.UnescapeDataString(address.UserInfo.Split(':')[0]);

    /// <summary>Publishes with confirmation. A refusal has the broker's reply code as status; 202 where the broker took it.</summary>
    public Task<Answer> PublishAsync(ForgedEvent forged, string exchange, string routingKey, string? userId, Guid? outerId, CancellationToken cancellation) =>
        TryAsync(channel =>
        {
            var properties = new BasicProperties
            {
                ContentType = "application/vnd.masstransit+json",
                MessageId = (outerId ?? forged.Id).ToString("D"),
                DeliveryMode = DeliveryModes.Persistent,
                Headers = new Dictionary<string, object?>(),
            };
            if (userId is not null)
                properties.UserId = userId;
            if (forged.Envelope is not null)
                properties.Headers["platform-envelope"] = Encoding.UTF8.GetBytes(forged.Envelope);
            return channel.BasicPublishAsync(exchange, routingKey, mandatory: false, properties, forged.Body, cancellation).AsTask();
        }, cancellation);

    /// <summary>Does something on a channel of its own connection, and never throws for what the broker answers.</summary>
    public async Task<Answer> TryAsync(Func<IChannel, Task> act, CancellationToken cancellation)
    {
        IChannel? channel = null;
        try
        {
            await using var connection = await Factory().CreateConnectionAsync(cancellation);
            channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), cancellation);
            await act(channel);
            return new Answer(202, "", false, null);
        }
        catch (OperationInterruptedException refused)
        {
            return new Answer(refused.ShutdownReason?.ReplyCode, "", false, refused.Message);
        }
        catch (PublishException refused) when (channel?.CloseReason is { } reason)
        {
            return new Answer(reason.ReplyCode, "", false, refused.Message);
        }
        catch (BrokerUnreachableException refused)
        {
            // Neither password nor handshake got through: the broker says only that it hung up.
            return refused.InnerException is AuthenticationFailureException or AuthenticationException or IOException
                ? new Answer(null, "", true, refused.Message)
                : new Answer(null, "", false, refused.Message);
        }
    }

    private ConnectionFactory Factory() => new()
    {
        HostName = address.Host,
        Port = address.Port < 0 ? 5671 : address.Port,
        VirtualHost = Uri.UnescapeDataString(address.AbsolutePath.TrimStart('/')) is { Length: > 0 } host ? host : "/",
        UserName = User,
        Password = Uri.UnescapeDataString(address.UserInfo.Split(':')[1]),
        AutomaticRecoveryEnabled = false,
        Ssl = new SslOption
        {
            Enabled = true,
            ServerName = address.Host,
            Version = SslProtocols.Tls12 | SslProtocols.Tls13,
            Certs = [workload.Svid.Certificate],
            CertificateValidationCallback = (_, certificate, _, errors) =>
                errors == SslPolicyErrors.None || (certificate is X509Certificate2 leaf && workload.Validation.Validate(leaf, []).IsValid),
            AcceptablePolicyErrors = SslPolicyErrors.None,
        },
    };
}
