using System.Text.Json.Nodes;
using Platform.AppHost.Publishing.Model;

namespace Platform.AppHost.Publishing.Kubernetes;

/// <summary>What a container finds on its disk: its state, a place for temporary files, and the files that it is given, which it cannot write.</summary>
internal static class Volumes
{
    public static JsonArray Of(Workload workload) =>
    [
        new JsonObject { ["name"] = "tmp", ["emptyDir"] = new JsonObject { ["sizeLimit"] = "64Mi" } },
        .. workload.Files.Select(file => file.IsSecret
            ? new JsonObject { ["name"] = file.Source, ["secret"] = new JsonObject { ["secretName"] = file.Source, ["items"] = Item(file.Key, file.Key), ["defaultMode"] = 0b100_100_000 } }
            : new JsonObject { ["name"] = file.Source, ["configMap"] = new JsonObject { ["name"] = file.Source, ["items"] = Item(file.Key, file.Key) } }),
        .. workload.Folders.Select(folder => new JsonObject
        {
            ["name"] = folder.Source,
            ["configMap"] = new JsonObject { ["name"] = folder.Source, ["items"] = new JsonArray([.. ConfigMaps.FilesOf(folder).Select(path => Entry(ConfigMaps.Key(path), path))]) },
        }),
    ];

    public static JsonArray Mounts(Workload workload) =>
    [
        Mount("state", "/var/lib/platform", isReadOnly: false),
        Mount("tmp", "/tmp", isReadOnly: false),
        .. workload.Files.Select(file => Mount(file.Source, Path.GetDirectoryName(file.MountPath)!, isReadOnly: true)),
        .. workload.Folders.Select(folder => Mount(folder.Source, folder.MountPath, isReadOnly: true)),
    ];

    public static JsonObject Mount(string name, string path, bool isReadOnly) => new() { ["name"] = name, ["mountPath"] = path, ["readOnly"] = isReadOnly };

    private static JsonArray Item(string key, string path) => new(Entry(key, path));

    private static JsonObject Entry(string key, string path) => new() { ["key"] = key, ["path"] = path };
}
