using System.Text.Json.Nodes;
using Platform.AppHost.Publishing.Model;

namespace Platform.AppHost.Publishing.Kubernetes;

/// <summary>Nobody connects to anybody; then, for each process, exactly the edges of the topology, in both directions.</summary>
internal static class NetworkPolicies
{
    private const string NamespaceLabel = "kubernetes.io/metadata.name";

    public static IEnumerable<JsonObject> Defaults(Publication publication) =>
    [
        Policy(publication, "default-deny", [], [], []),
        Policy(publication, "allow-dns", [], null, [new JsonObject
        {
            ["to"] = new JsonArray(InNamespace("kube-system", "k8s-app", "kube-dns")),
            ["ports"] = new JsonArray(Port(53, "UDP"), Port(53)),
        }]),
    ];

    public static JsonObject Of(Publication publication, string pod)
    {
        var workload = publication.Workloads.FirstOrDefault(workload => workload.Name == pod);
        var ingress = Rules("from", publication.Edges.Where(edge => edge.To == pod).Select(edge => (edge.From, edge.Port)));
        // People come from anywhere: an ingress controller, a load balancer.
        foreach (var endpoint in workload?.Endpoints.Where(endpoint => endpoint.IsExternal) ?? [])
            ingress.Add(new JsonObject { ["ports"] = new JsonArray(Port(endpoint.Port)) });
        var egress = Rules("to", publication.Edges.Where(edge => edge.From == pod).Select(edge => (edge.To, edge.Port)));
        if (workload is not null && publication.SidecarOf(workload) is not null)
            egress.Add(DaprControlPlane());
        return Policy(publication, pod, Objects.Selector(pod), ingress, egress);
    }

    /// <summary>Its nodes also speak to each other and ask the cluster who they are, and its operator asks them.</summary>
    public static JsonObject OfBroker(Publication publication, string pod)
    {
        var self = new JsonObject { ["podSelector"] = new JsonObject { ["matchLabels"] = Objects.Selector(pod) } };
        var ingress = Rules("from", publication.Edges.Where(edge => edge.To == pod).Select(edge => (edge.From, edge.Port)));
        ingress.Add(new JsonObject { ["from"] = new JsonArray(self.DeepClone()), ["ports"] = new JsonArray(Port(4369), Port(25672)) });
        ingress.Add(new JsonObject
        {
            ["from"] = new JsonArray(InNamespace("rabbitmq-system", Objects.NameLabel, "rabbitmq-cluster-operator")),
            ["ports"] = new JsonArray(Port(15671)),
        });
        return Policy(publication, pod, Objects.Selector(pod), ingress,
        [
            new JsonObject { ["to"] = new JsonArray(self), ["ports"] = new JsonArray(Port(4369), Port(25672)) },
            new JsonObject { ["ports"] = new JsonArray(Port(443), Port(6443)) },
        ]);
    }

    // The injected sidecar gets its certificate from Sentry and its Configuration from the operator.
    private static JsonObject DaprControlPlane() => new()
    {
        ["to"] = new JsonArray(InNamespace("dapr-system", "app", "dapr-sentry"), InNamespace("dapr-system", "app", "dapr-operator")),
        ["ports"] = new JsonArray(Port(50001), Port(6500)),
    };

    private static List<JsonObject> Rules(string direction, IEnumerable<(string Pod, int Port)> edges) =>
    [
        .. from edge in edges
           group edge.Port by edge.Pod into ports
           orderby ports.Key
           select new JsonObject
           {
               [direction] = new JsonArray(new JsonObject { ["podSelector"] = new JsonObject { ["matchLabels"] = Objects.Selector(ports.Key) } }),
               ["ports"] = new JsonArray([.. ports.Distinct().Order().Select(port => Port(port))]),
           },
    ];

    private static JsonObject Policy(Publication publication, string name, JsonObject selector, IReadOnlyList<JsonObject>? ingress, IReadOnlyList<JsonObject> egress)
    {
        var spec = new JsonObject { ["podSelector"] = selector.Count == 0 ? new JsonObject() : new JsonObject { ["matchLabels"] = selector } };
        spec["policyTypes"] = ingress is null ? new JsonArray("Egress") : new JsonArray("Ingress", "Egress");
        if (ingress is { Count: > 0 })
            spec["ingress"] = new JsonArray([.. ingress]);
        if (egress.Count > 0)
            spec["egress"] = new JsonArray([.. egress]);
        return Objects.New(publication, "networking.k8s.io/v1", "NetworkPolicy", name, new JsonObject { ["spec"] = spec });
    }

    private static JsonObject InNamespace(string space, string label, string value) => new()
    {
        ["namespaceSelector"] = new JsonObject { ["matchLabels"] = new JsonObject { [NamespaceLabel] = space } },
        ["podSelector"] = new JsonObject { ["matchLabels"] = new JsonObject { [label] = value } },
    };

    private static JsonObject Port(int port, string protocol = "TCP") => new() { ["port"] = port, ["protocol"] = protocol };
}
