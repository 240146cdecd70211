using System.Text.Json.Nodes;
using Platform.AppHost.Publishing.Model;
using Platform.AppHost.Publishing.Writing;

namespace Platform.AppHost.Publishing.Kubernetes;

/// <summary>
/// RabbitMQ by its cluster operator: three nodes, mutual TLS alone, and the exchanges, queues and rights of the topology. The users with the hashes of their passwords
/// are a Secret, which is read before them.
/// </summary>
internal static class BrokerObjects
{
    private const string Users = "10-users.json";
    private const string Topology = "20-topology.json";
    private const string Folder = "/etc/rabbitmq/definitions";

    public static IEnumerable<JsonObject> Of(Publication publication, RabbitMQServerResource broker, ManifestFiles files)
    {
        var name = broker.Name;
        files.Needs.AddRange([("Secret", $"{name}-users", Users), ("Secret", $"{name}-tls", "tls.crt"), ("Secret", $"{name}-tls", "tls.key"), ("Secret", $"{name}-tls", "ca.crt")]);
        yield return Objects.New(publication, "v1", "ConfigMap", $"{name}-definitions", new JsonObject
        {
            ["data"] = new JsonObject { [Topology] = BrokerText.Definitions(broker) },
        });
        yield return Objects.New(publication, "rabbitmq.com/v1beta1", "RabbitmqCluster", name, new JsonObject
        {
            ["spec"] = new JsonObject
            {
                ["replicas"] = 3,
                ["persistence"] = new JsonObject { ["storage"] = "10Gi" },
                ["resources"] = new JsonObject
                {
                    ["requests"] = new JsonObject { ["cpu"] = "250m", ["memory"] = "1Gi" },
                    ["limits"] = new JsonObject { ["cpu"] = "2", ["memory"] = "1Gi" },
                },
                ["tls"] = new JsonObject { ["secretName"] = $"{name}-tls", ["caSecretName"] = $"{name}-tls", ["disableNonTLSListeners"] = true },
                ["rabbitmq"] = new JsonObject { ["additionalConfig"] = BrokerText.Settings(Folder) },
                ["override"] = new JsonObject { ["statefulSet"] = Override(name) },
            },
        });
    }

    private static JsonObject Override(string name) => new()
    {
        ["spec"] = new JsonObject
        {
            ["template"] = new JsonObject
            {
                ["spec"] = new JsonObject
                {
                    ["containers"] = new JsonArray(new JsonObject
                    {
                        ["name"] = "rabbitmq",
                        ["volumeMounts"] = new JsonArray(Volumes.Mount("definitions", Folder, isReadOnly: true)),
                    }),
                    ["volumes"] = new JsonArray(new JsonObject
                    {
                        ["name"] = "definitions",
                        ["projected"] = new JsonObject
                        {
                            ["sources"] = new JsonArray(
                                new JsonObject { ["secret"] = Source($"{name}-users", Users) },
                                new JsonObject { ["configMap"] = Source($"{name}-definitions", Topology) }),
                        },
                    }),
                },
            },
        },
    };

    private static JsonObject Source(string name, string file) =>
        new() { ["name"] = name, ["items"] = new JsonArray(new JsonObject { ["key"] = file, ["path"] = file }) };
}
