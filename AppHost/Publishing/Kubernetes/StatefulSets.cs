using System.Text.Json.Nodes;
using Platform.AppHost.Publishing.Model;

namespace Platform.AppHost.Publishing.Kubernetes;

/// <summary>
/// A process with a disk of its own. The disk holds its identity, the last good policies and above all the audit that the ledger has not acknowledged yet, which must
/// outlive the pod; so these are no Deployments.
/// </summary>
internal static class StatefulSets
{
    private const string State = "state";

    public static JsonObject Of(Publication publication, Workload workload) =>
        Objects.New(publication, "apps/v1", "StatefulSet", workload.Name, new JsonObject
        {
            ["spec"] = new JsonObject
            {
                ["replicas"] = 1,
                ["serviceName"] = workload.Name,
                ["selector"] = new JsonObject { ["matchLabels"] = Objects.Selector(workload.Name) },
                ["template"] = new JsonObject
                {
                    ["metadata"] = Metadata(publication, workload),
                    ["spec"] = new JsonObject
                    {
                        ["serviceAccountName"] = workload.Name,
                        ["automountServiceAccountToken"] = false,
                        // The variables that they bring, such as IDENTITY_PORT, are read as settings.
                        ["enableServiceLinks"] = false,
                        ["securityContext"] = Hardening.Pod(),
                        ["containers"] = new JsonArray(Container(workload)),
                        ["volumes"] = Volumes.Of(workload),
                    },
                },
                ["volumeClaimTemplates"] = new JsonArray(Claim(State, "1Gi")),
            },
        });

    public static JsonObject Claim(string name, string size) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = name },
        ["spec"] = new JsonObject
        {
            ["accessModes"] = new JsonArray("ReadWriteOnce"),
            ["resources"] = new JsonObject { ["requests"] = new JsonObject { ["storage"] = size } },
        },
    };

    private static JsonObject Metadata(Publication publication, Workload workload)
    {
        var metadata = new JsonObject { ["labels"] = Objects.Labels(workload.Name) };
        if (publication.SidecarOf(workload) is { } sidecar)
            metadata["annotations"] = DaprObjects.Annotations(workload, sidecar);
        return metadata;
    }

    private static JsonObject Container(Workload workload)
    {
        var container = new JsonObject { ["name"] = workload.Name, ["image"] = workload.Image };
        if (workload.Arguments.Count > 0)
            container["args"] = new JsonArray([.. workload.Arguments.Select(argument => (JsonNode)Variables.Text(workload, argument))]);
        container["env"] = Variables.Of(workload);
        if (workload.Endpoints.Any(endpoint => endpoint.IsReachable))
            container["ports"] = new JsonArray([.. workload.Endpoints.Where(endpoint => endpoint.IsReachable).Select(endpoint => new JsonObject { ["name"] = endpoint.Name, ["containerPort"] = endpoint.Port, ["protocol"] = "TCP" })]);
        if (workload.Endpoint("management") is not null)
        {
            // Ten minutes to start: in a new cluster each waits for the one before it. Then liveness by /alive, and traffic while /health is good.
            container["startupProbe"] = Probe("/alive", period: 5, failures: 120);
            container["livenessProbe"] = Probe("/alive", period: 10, failures: 3);
            container["readinessProbe"] = Probe("/health", period: 5, failures: 2);
        }

        container["resources"] = new JsonObject
        {
            ["requests"] = new JsonObject { ["cpu"] = "50m", ["memory"] = "128Mi" },
            ["limits"] = new JsonObject { ["cpu"] = "1", ["memory"] = "512Mi" },
        };
        container["securityContext"] = Hardening.Container();
        container["volumeMounts"] = Volumes.Mounts(workload);
        return container;
    }

    private static JsonObject Probe(string path, int period, int failures) => new()
    {
        ["httpGet"] = new JsonObject { ["path"] = path, ["port"] = "management" },
        ["periodSeconds"] = period,
        ["timeoutSeconds"] = 3,
        ["failureThreshold"] = failures,
    };
}
