using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Platform.Testing;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Platform.EndToEnd.Tests.Publish;

/// <summary>A publication in a folder of its own, as the command wrote it.</summary>
public sealed partial class Published : IDisposable
{
    private readonly TemporaryDirectory folder = new();

    public string Folder => folder["out"];

    public JsonNode Report { get; private set; } = null!;

    /// <summary>Every document of every YAML file.</summary>
    public IReadOnlyList<JsonObject> Objects { get; private set; } = [];

    public static async Task<Published> WriteAsync(string target, params string[] more)
    {
        var published = new Published();
        var (exitCode, output, errors) = await PlatformCommand.RunAsync(published.folder["state"], ["publish", "--target", target, "--output", published.Folder, "--json", .. more]);
        Assert.True(exitCode == 0, errors);
        Assert.False(Directory.Exists(published.folder["state"]), "publishing made a state folder");
        published.Report = JsonNode.Parse(output)!;
        published.Objects = [.. Directory.EnumerateFiles(published.Folder, "*.yaml").Order(StringComparer.Ordinal).SelectMany(Read)];
        return published;
    }

    /// <summary>All text that was written, by file.</summary>
    public IReadOnlyDictionary<string, string> Files() =>
        Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).ToDictionary(file => Path.GetRelativePath(Folder, file), File.ReadAllText);

    public IEnumerable<JsonObject> Of(string kind) => Objects.Where(found => (string?)found["kind"] == kind);

    public JsonObject? Find(string kind, string name) => Of(kind).SingleOrDefault(found => (string?)found["metadata"]!["name"] == name);

    /// <summary>The same with one object dropped.</summary>
    public Published Without(string kind, string name) => new() { Report = Report, Objects = [.. Objects.Where(found => found != Find(kind, name))] };

    public static IEnumerable<JsonObject> Read(string file)
    {
        var stream = new YamlStream();
        using (var text = File.OpenText(file))
            stream.Load(text);
        return [.. stream.Documents.Select(document => (JsonObject)Json(document.RootNode)!)];
    }

    /// <summary>Every node of a tree, the tree first.</summary>
    public static IEnumerable<JsonNode> Within(JsonNode? node) => node switch
    {
        null => [],
        JsonObject members => [members, .. members.SelectMany(member => Within(member.Value))],
        JsonArray items => [items, .. items.SelectMany(Within)],
        _ => [node],
    };

    public void Dispose() => folder.Dispose();

    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(mapping.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, Json(pair.Value)))),
        YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(Json)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: { } plain } when Typed().IsMatch(plain) => JsonNode.Parse(plain),
        _ => JsonValue.Create(((YamlScalarNode)node).Value),
    };

    [GeneratedRegex(@"^(true|false|null|-?\d+(\.\d+)?)$")]
    private static partial Regex Typed();
}
