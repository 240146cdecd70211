using System.Globalization;
using System.Text.Json.Nodes;
using Platform.AppHost.Publishing.Model;
using Platform.AppHost.Publishing.Writing;

namespace Platform.AppHost.Publishing.Kubernetes;

/// <summary>What tells Dapr's injector and operator about an app. The names are Dapr's; the files are those that our sidecar reads as well.</summary>
internal static class DaprObjects
{
    public static JsonObject Annotations(Workload app, Workload sidecar)
    {
        var annotations = new JsonObject
        {
            ["dapr.io/enabled"] = "true",
            ["dapr.io/app-id"] = app.Name,
        };
        if (app.Endpoint("app") is { Port: var port })
        {
            annotations["dapr.io/app-port"] = port.ToString(CultureInfo.InvariantCulture);
            annotations["dapr.io/app-protocol"] = "http";
        }

        annotations["dapr.io/config"] = app.Name;
        annotations["dapr.io/api-token-secret"] = Token(app, "DAPR_API_TOKEN");
        annotations["dapr.io/app-token-secret"] = Token(app, "APP_API_TOKEN");
        annotations["dapr.io/internal-grpc-port"] = sidecar.Endpoint("mesh")!.Port.ToString(CultureInfo.InvariantCulture);
        annotations["dapr.io/sidecar-listen-addresses"] = "127.0.0.1";
        annotations["dapr.io/disable-builtin-k8s-secret-store"] = "true";
        annotations["dapr.io/enable-metrics"] = "false";
        annotations["dapr.io/log-as-json"] = "true";
        annotations["dapr.io/sidecar-seccomp-profile-type"] = "RuntimeDefault";
        // Empty switches them off: there are no actors and no jobs, and the network policies allow neither.
        annotations["dapr.io/placement-host-address"] = "";
        annotations["dapr.io/scheduler-host-address"] = "";
        annotations["dapr.io/sidecar-cpu-request"] = "50m";
        annotations["dapr.io/sidecar-cpu-limit"] = "500m";
        annotations["dapr.io/sidecar-memory-request"] = "64Mi";
        annotations["dapr.io/sidecar-memory-limit"] = "256Mi";
        return annotations;
    }

    /// <summary>The Configuration with the access control of an app that has a sidecar.</summary>
    public static IEnumerable<JsonObject> Of(Publication publication, Workload workload) =>
        publication.SidecarOf(workload) is { SidecarOf.AccessFile: var file } ? [DaprAccess.In(publication.Namespace, file)] : [];

    /// <summary>The Components of <c>AppHost/dapr/resources</c>, of which there may be none.</summary>
    public static IReadOnlyList<JsonObject> Components(Publication publication)
    {
        var folders = publication.Workloads.Where(workload => workload.SidecarOf is not null).SelectMany(workload => workload.Folders).Select(folder => folder.Local).Distinct();
        var components = folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*.yaml")).Order(StringComparer.Ordinal).Select(YamlText.Read).ToList();
        foreach (var component in components)
            component["metadata"]!["namespace"] = publication.Namespace;
        return components;
    }

    private static string Token(Workload app, string variable) =>
        app.Variables.Single(candidate => candidate.Key == variable).Value.Secrets.Single().Name;
}
