using System.Text.Json.Nodes;
using Platform.Cli.Running;
using Platform.Rego.Values;

namespace Platform.Cli.Labs.Policies;

/// <summary>A decision input, and who asks for what in it, for grouping.</summary>
internal sealed record RecordedInput(string Action, string Role, Val Input)
{
    /// <summary>
    /// The product's cases; and each that is allowed once more for every role, with its relationships and without. A case proves what somebody thought
    /// of; the variations find what nobody did.
    /// </summary>
    public static IReadOnlyList<RecordedInput> Read()
    {
        var purposes = JsonNode.Parse(File.ReadAllText(Repository.File("policies", "platform", "purposes", "data.json")))!.AsObject();
        var roles = JsonNode.Parse(File.ReadAllText(Repository.File("policies", "platform", "roles", "data.json")))!.AsObject().Select(role => role.Key).ToList();
        var inputs = new Dictionary<string, RecordedInput>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Repository.File("policies", "cases"), "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var root = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
            Add(inputs, root);
            if (Path.GetFileName(Path.GetDirectoryName(file)) != "allow" || root["subject"] is not JsonObject)
                continue;
            foreach (var role in roles)
            {
                root["subject"]!["roles"] = new JsonArray(role);
                root["purpose"] = (string?)purposes[role]?["*"]?["default"];
                Add(inputs, root);
                var without = root.DeepClone().AsObject();
                without["context"]!["relationship"] = new JsonArray();
                Add(inputs, without);
            }
        }

        return [.. inputs.Values];
    }

    private static void Add(Dictionary<string, RecordedInput> inputs, JsonObject root)
    {
        var json = root.ToJsonString();
        var role = root["subject"] is JsonObject subject && subject["roles"] is JsonArray { Count: > 0 } roles ? (string?)roles[0] : null;
        inputs.TryAdd(json, new RecordedInput((string?)root["action"] ?? "none", role ?? "nobody", Val.Parse(json)));
    }
}
