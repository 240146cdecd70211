using System.Text.Json.Nodes;
using Platform.AppHost.Publishing.Kubernetes;
using Platform.AppHost.Publishing.Model;
using Platform.AppHost.Publishing.Writing;

namespace Platform.AppHost.Publishing.Compose;

/// <summary>
/// One compose file for one machine. Our own sidecar runs in the network of its app, as on a developer's machine: Dapr's would need its control plane. Values of
/// secrets come from <c>.env</c>, files from <c>secrets/</c> and <c>configs/</c>; none of them is written here.
/// </summary>
internal static class ComposeTarget
{
    public static ManifestFiles Write(Publication publication)
    {
        var files = new ManifestFiles();
        var parts = new ComposeFile();
        foreach (var workload in publication.Workloads)
            ProcessServices.Add(parts, publication, workload);
        if (publication.Broker is { } broker)
            ServerServices.AddBroker(parts, files, publication, broker);
        if (publication.Database is { } database)
            ServerServices.AddDatabase(parts, files, publication, database);
        StateOwner.Add(parts, publication);
        foreach (var folder in publication.Workloads.SelectMany(workload => workload.Folders).DistinctBy(folder => folder.Source))
        {
            foreach (var path in ConfigMaps.FilesOf(folder))
                files.AddText($"{folder.Source}/{path}", File.ReadAllText(Path.Combine(folder.Local, path)));
        }

        foreach (var file in publication.Workloads.SelectMany(workload => workload.Files).Where(file => file.IsOfRepository))
            files.AddText(ComposeFile.PathOf(file)[2..], File.ReadAllText(file.Local()));
        files.Needs.AddRange(publication.Secrets.Select(secret => ("variable in .env", ComposeFile.VariableOf(secret), "")));
        files.Needs.AddRange(publication.Workloads.SelectMany(workload => workload.Files).Where(file => !file.IsOfRepository)
            .Select(file => (file.IsSecret ? "secret file" : "file", ComposeFile.PathOf(file), "")));
        files.Add("docker-compose.yaml", parts.Document(ComposeNetworks.All(publication)));
        return files;
    }
}
