using System.Text.Json.Nodes;
using Platform.AppHost.Publishing.Model;

namespace Platform.AppHost.Publishing.Kubernetes;

/// <summary>What is no secret and travels with the manifests: parameters, and folders of this repository, of which the policies are the important one.</summary>
internal static class ConfigMaps
{
    // Kubernetes takes no more in one object (its limit is that of etcd).
    private const int BytesMax = 1 << 20;

    public static JsonObject Parameters(Publication publication) => Objects.New(publication, "v1", "ConfigMap", "parameters", new JsonObject
    {
        ["data"] = new JsonObject(publication.Parameters.Select(parameter => KeyValuePair.Create(parameter.Key, (JsonNode?)parameter.Value))),
    });

    /// <exception cref="DistributedApplicationException">It is too large for a ConfigMap.</exception>
    public static JsonObject Folder(Publication publication, GivenFolder folder)
    {
        var files = FilesOf(folder).Select(path => KeyValuePair.Create(Key(path), (JsonNode?)File.ReadAllText(Path.Combine(folder.Local, path)))).ToList();
        return files.Sum(file => System.Text.Encoding.UTF8.GetByteCount((string)file.Value!)) < BytesMax
            ? Objects.New(publication, "v1", "ConfigMap", folder.Source, new JsonObject { ["data"] = new JsonObject(files) })
            : throw new DistributedApplicationException($"{folder.Local} is larger than the {BytesMax} bytes that a ConfigMap holds.");
    }

    /// <summary>What the process reads of the folder: policies, their tests, data and schemas; not the cases, which are played at build time.</summary>
    public static IEnumerable<string> FilesOf(GivenFolder folder) => Directory.EnumerateFiles(folder.Local, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(folder.Local, path).Replace('\\', '/'))
        .Where(path => Path.GetExtension(path) is ".rego" or ".json" or ".yaml" && !path.StartsWith("cases/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    /// <summary>The path as a key, which may have no slash. An underscore is in many names and a double one in none.</summary>
    public static string Key(string path) => path.Replace("/", "__", StringComparison.Ordinal);
}
