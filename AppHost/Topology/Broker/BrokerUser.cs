using System.Security.Cryptography;
using System.Text;

namespace Platform.AppHost.Topology.Broker;

/// <summary>A user of the broker with what it may do, as regular expressions over exchange and queue names.</summary>
/// <param name="Name">The app-id, or what the user is for.</param>
/// <param name="Password">New at every start of the platform; the broker's file holds only its salted hash.</param>
internal sealed record BrokerUser(string Name, string Password, string Configure, string Write, string Read)
{
    private const string Nothing = "^$";

    /// <summary>
    /// One user per service with the least that MassTransit needs when it declares nothing: a producer writes to its own exchanges, a consumer reads
    /// its own queue, nobody configures, and nobody writes to the default exchange. Beside them <c>health</c>, who may nothing but connect, and
    /// <c>operator</c>, who alone reads what was parked.
    /// </summary>
    public static IReadOnlyList<BrokerUser> For(BrokerTopology topology) =>
    [
        .. from service in topology.Services
           let produces = topology.Producers.Contains(service)
           let consumes = topology.Consumers.Contains(service)
           select new BrokerUser(service, NewPassword(), Nothing, produces ? $@"^{service}\.v1\." : Nothing, consumes ? $"^{service}$" : Nothing),
        new("operator", NewPassword(), Nothing, Nothing, "_error$"),
        new("health", NewPassword(), Nothing, Nothing, Nothing),
    ];

    /// <summary>RabbitMQ's <c>rabbit_password_hashing_sha256</c>: base64 of a salt of four bytes and the digest of salt and password.</summary>
    public string PasswordHash()
    {
        var salt = RandomNumberGenerator.GetBytes(4);
        return Convert.ToBase64String([.. salt, .. SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(Password)])]);
    }

    /// <summary>An AMQP URI for this user, over TLS.</summary>
    public string ConnectionString(string host, int port, string virtualHost) => $"amqps://{Name}:{Password}@{host}:{port}/{Uri.EscapeDataString(virtualHost)}";

    private static string NewPassword() => Convert.ToHexString(RandomNumberGenerator.GetBytes(24));
}
