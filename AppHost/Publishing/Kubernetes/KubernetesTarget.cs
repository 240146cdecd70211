using System.Text.Json.Nodes;
using Platform.AppHost.Publishing.Model;
using Platform.AppHost.Publishing.Writing;

namespace Platform.AppHost.Publishing.Kubernetes;

/// <summary>
/// Plain manifests with a kustomization: one file per process, and one for each thing that several share. Dapr's own sidecar takes the place of ours, and RabbitMQ's
/// cluster operator that of our node.
/// </summary>
internal static class KubernetesTarget
{
    public static ManifestFiles Write(Publication publication)
    {
        var files = new ManifestFiles();
        files.Add("network.yaml", NetworkPolicies.Defaults(publication));
        files.Add("parameters.yaml", ConfigMaps.Parameters(publication));
        foreach (var workload in publication.Processes(withSidecars: false))
        {
            files.Add($"{workload.Name}.yaml",
            [
                Objects.ServiceAccount(publication, workload.Name),
                Objects.ServiceOf(publication, workload),
                StatefulSets.Of(publication, workload),
                NetworkPolicies.Of(publication, workload.Name),
                .. DaprObjects.Of(publication, workload),
            ]);
        }

        foreach (var folder in publication.Processes(withSidecars: false).SelectMany(workload => workload.Folders).DistinctBy(folder => folder.Source))
            files.Add($"{folder.Source}.yaml", ConfigMaps.Folder(publication, folder));
        if (DaprObjects.Components(publication) is { Count: > 0 } components)
            files.Add("components.yaml", components);
        if (publication.Broker is { } broker)
            files.Add($"{broker.Name}.yaml", [.. BrokerObjects.Of(publication, broker, files), NetworkPolicies.OfBroker(publication, broker.Name)]);
        if (publication.Database is { } database)
            files.Add($"{database.Name}.yaml", [.. DatabaseObjects.Of(publication, database, files), NetworkPolicies.Of(publication, database.Name)]);
        files.Needs.AddRange(publication.Secrets.Select(secret => ("Secret", secret.Name, SecretKey.Of(secret))));
        files.Needs.AddRange(publication.Processes(withSidecars: false).SelectMany(workload => workload.Files).Select(file => (file.IsSecret ? "Secret" : "ConfigMap", file.Source, file.Key)));
        files.Add("kustomization.yaml", new JsonObject
        {
            ["apiVersion"] = "kustomize.config.k8s.io/v1beta1",
            ["kind"] = "Kustomization",
            ["resources"] = new JsonArray([.. files.Names.Select(name => (JsonNode)name)]),
        });
        return files;
    }
}
