using System.Text;
using System.Text.Json.Nodes;

namespace Platform.AppHost.Publishing.Writing;

/// <summary>The files of a publication: YAML documents, and beside them whatever else has to lie there.</summary>
internal sealed class ManifestFiles
{
    /// <summary>The first line of every YAML file.</summary>
    public const string Mark = "# Written by ./platform publish from the topology in AppHost. Changes here are lost; change the topology.\n";

    private readonly SortedDictionary<string, string> _files = new(StringComparer.Ordinal);

    /// <summary>What the manifests refer to and do not hold.</summary>
    public List<(string Kind, string Name, string Key)> Needs { get; } = [];

    public IEnumerable<string> Names => _files.Keys;

    public void Add(string name, params IEnumerable<JsonObject> documents) =>
        _files.Add(name, Mark + string.Join("---\n", documents.Select(YamlText.Write)));

    public void AddText(string name, string text) => _files.Add(name, text);

    /// <exception cref="DistributedApplicationException">The folder holds something.</exception>
    public void WriteTo(string folder)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new DistributedApplicationException($"{folder} is not empty.");
        foreach (var (name, text) in _files)
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
    }
}
