using System.Text.Json.Nodes;
using Platform.AppHost.Publishing.Model;

namespace Platform.AppHost.Publishing.Kubernetes;

/// <summary>What every object has, and the small ones.</summary>
internal static class Objects
{
    public const string NameLabel = "app.kubernetes.io/name";

    public static JsonObject New(Publication publication, string apiVersion, string kind, string name, JsonObject body)
    {
        var made = new JsonObject
        {
            ["apiVersion"] = apiVersion,
            ["kind"] = kind,
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = publication.Namespace, ["labels"] = Labels(name) },
        };
        foreach (var (member, value) in body.ToList())
        {
            body.Remove(member);
            made[member] = value;
        }

        return made;
    }

    public static JsonObject Labels(string name) => new() { [NameLabel] = name, ["app.kubernetes.io/part-of"] = "platform" };

    public static JsonObject Selector(string name) => new() { [NameLabel] = name };

    /// <summary>An account without rights and without a token in the pod.</summary>
    public static JsonObject ServiceAccount(Publication publication, string name) =>
        New(publication, "v1", "ServiceAccount", name, new JsonObject { ["automountServiceAccountToken"] = false });

    /// <summary>The endpoints that other processes, or people, connect to. A process that answers only through its sidecar has a name without an address.</summary>
    public static JsonObject ServiceOf(Publication publication, Workload workload)
    {
        var ports = workload.Endpoints.Where(endpoint => endpoint.IsExternal || publication.Edges.Any(edge => edge.To == workload.Name && edge.Endpoint == endpoint.Name)).ToList();
        return ports.Count > 0
            ? Service(publication, workload.Name, [.. ports.Select(endpoint => (endpoint.Name, endpoint.Port))])
            : New(publication, "v1", "Service", workload.Name, new JsonObject { ["spec"] = new JsonObject { ["clusterIP"] = "None", ["selector"] = Selector(workload.Name) } });
    }

    public static JsonObject Service(Publication publication, string name, params IReadOnlyList<(string Name, int Port)> ports) =>
        New(publication, "v1", "Service", name, new JsonObject
        {
            ["spec"] = new JsonObject
            {
                ["type"] = "ClusterIP",
                ["selector"] = Selector(name),
                ["ports"] = new JsonArray([.. ports.Select(port => new JsonObject { ["name"] = port.Name, ["port"] = port.Port, ["targetPort"] = port.Port, ["protocol"] = "TCP" })]),
            },
        });
}
