using System.Text.Json.Nodes;

namespace Platform.AppHost.Topology.Broker;

/// <summary>
/// RabbitMQ's <c>definitions.json</c>: loaded at every boot, so that no service needs the right to declare anything. Exchanges and queues have the
/// arguments that MassTransit 8.4.0 would declare them with; limits are policies and not arguments, so that they can be changed later.
/// </summary>
internal static class BrokerDefinitions
{
    /// <summary>
    /// Deliveries after which the broker parks a message; MassTransit rethrows and never moves one itself. A consumer that is killed counts as a
    /// delivery of everything it held, so the limit is well above the restarts that a message may live through; refusing one again is cheap.
    /// </summary>
    public const int DeliveryLimit = 20;

    /// <summary>How long a parked message is kept.</summary>
    public static readonly TimeSpan ParkedFor = TimeSpan.FromDays(14);

    public static JsonObject Write(BrokerTopology topology, IReadOnlyList<BrokerUser> users)
    {
        var host = topology.VirtualHost;
        return new JsonObject
        {
            ["rabbit_version"] = "3.10.8",
            ["vhosts"] = new JsonArray(new JsonObject { ["name"] = host }),
            ["users"] = Array(users, user => new JsonObject
            {
                ["name"] = user.Name,
                ["password_hash"] = user.PasswordHash(),
                ["hashing_algorithm"] = "rabbit_password_hashing_sha256",
                ["tags"] = "",
            }),
            ["permissions"] = Array(users, user => new JsonObject
            {
                ["user"] = user.Name, ["vhost"] = host, ["configure"] = user.Configure, ["write"] = user.Write, ["read"] = user.Read,
            }),
            ["exchanges"] = Array(
                [.. topology.Events.Select(message => message.Exchange), .. topology.Consumers, .. topology.Consumers.Select(Parking)],
                name => new JsonObject
                {
                    ["name"] = name, ["vhost"] = host, ["type"] = "fanout", ["durable"] = true, ["auto_delete"] = false, ["internal"] = false,
                    ["arguments"] = new JsonObject(),
                }),
            ["queues"] = Array([.. topology.Consumers, .. topology.Consumers.Select(Parking)], name => new JsonObject
            {
                ["name"] = name, ["vhost"] = host, ["durable"] = true, ["auto_delete"] = false,
                ["arguments"] = new JsonObject { ["x-queue-type"] = "quorum" },
            }),
            ["bindings"] = Array(
                [
                    .. from message in topology.Events from consumer in message.Consumers select (message.Exchange, consumer, "exchange"),
                    .. topology.Consumers.Select(consumer => (consumer, consumer, "queue")),
                    .. topology.Consumers.Select(consumer => (Parking(consumer), Parking(consumer), "queue")),
                ],
                binding => new JsonObject
                {
                    ["source"] = binding.Item1, ["vhost"] = host, ["destination"] = binding.Item2, ["destination_type"] = binding.Item3,
                    ["routing_key"] = "", ["arguments"] = new JsonObject(),
                }),
            ["policies"] = Array(topology.Consumers.SelectMany(consumer => Policies(host, consumer)), policy => policy),
        };
    }

    /// <summary>Where the broker puts what a consumer could not take: <c>notifications_error</c>.</summary>
    public static string Parking(string consumer) => $"{consumer}_error";

    // At-least-once dead-lettering keeps a message in its queue until the parking queue has confirmed it; that needs reject-publish.
    private static IEnumerable<JsonObject> Policies(string host, string consumer) =>
    [
        new JsonObject
        {
            ["vhost"] = host, ["name"] = consumer, ["pattern"] = $"^{consumer}$", ["apply-to"] = "queues", ["priority"] = 1,
            ["definition"] = new JsonObject
            {
                ["delivery-limit"] = DeliveryLimit,
                ["dead-letter-exchange"] = Parking(consumer),
                ["dead-letter-strategy"] = "at-least-once",
                ["overflow"] = "reject-publish",
            },
        },
        new JsonObject
        {
            ["vhost"] = host, ["name"] = Parking(consumer), ["pattern"] = $"^{Parking(consumer)}$", ["apply-to"] = "queues", ["priority"] = 1,
            ["definition"] = new JsonObject { ["message-ttl"] = (long)ParkedFor.TotalMilliseconds },
        },
    ];

    private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonNode> write) => [.. items.Select(write)];
}
