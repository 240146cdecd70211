using System.Text.Json.Nodes;

namespace Platform.AppHost.Publishing.Compose;

/// <summary>The sections of a compose file while they fill.</summary>
internal sealed class ComposeFile
{
    private readonly SortedDictionary<string, JsonObject> _secrets = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, JsonObject> _configs = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, JsonObject> _volumes = new(StringComparer.Ordinal);

    public SortedDictionary<string, JsonObject> Services { get; } = new(StringComparer.Ordinal);

    public IEnumerable<string> Volumes => _volumes.Keys;

    /// <summary>The path of a file that is given, seen from the compose file.</summary>
    public static string PathOf(GivenFile file) => $"./{(file.IsSecret ? "secrets" : "configs")}/{file.Source}/{file.Key}";

    /// <summary>The variable of <c>.env</c> that holds a secret.</summary>
    public static string VariableOf(ParameterResource secret) => secret.Name.Replace('-', '_').ToUpperInvariant();

    /// <summary>Text in which compose would see a variable where there is none.</summary>
    public static string Escaped(string text) => text.Replace("$", "$$", StringComparison.Ordinal);

    /// <summary>A secret as compose fills it in; without a value it refuses to start.</summary>
    public static string Reference(ParameterResource secret) => $"${{{VariableOf(secret)}:?{secret.Name} is not set in .env}}";

    public JsonObject Secret(string name, string path, string target)
    {
        _secrets[name] = new JsonObject { ["file"] = path };
        return new JsonObject { ["source"] = name, ["target"] = target };
    }

    public JsonObject Config(string name, string path, string target)
    {
        _configs[name] = new JsonObject { ["file"] = path };
        return new JsonObject { ["source"] = name, ["target"] = target };
    }

    public string Volume(string name, string target)
    {
        _volumes[name] = new JsonObject();
        return $"{name}:{target}";
    }

    public JsonObject Document(JsonObject networks) => new()
    {
        ["name"] = "platform",
        ["services"] = Section(Services),
        ["networks"] = networks,
        ["volumes"] = Section(_volumes),
        ["secrets"] = Section(_secrets),
        ["configs"] = Section(_configs),
    };

    private static JsonObject Section(SortedDictionary<string, JsonObject> members) => new(members.Select(member => KeyValuePair.Create(member.Key, (JsonNode?)member.Value)));
}
