using System.Text.Json;

namespace Platform.Rego.AspNetCore;

/// <summary>An object of which every member must be asked for: a missing or an extra one is malformed.</summary>
internal sealed class StrictObject
{
    private readonly Dictionary<string, JsonElement> members = new(StringComparer.Ordinal);
    private readonly string name;

    public StrictObject(JsonElement json, string name)
    {
        this.name = name;
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new MalformedDecisionException($"{name} is not an object");
        }

        foreach (var member in json.EnumerateObject())
        {
            if (!members.TryAdd(member.Name, member.Value))
            {
                throw new MalformedDecisionException($"{name} has '{member.Name}' twice");
            }
        }
    }

    public JsonElement Any(string key) =>
        members.Remove(key, out var value) ? value : throw new MalformedDecisionException($"{name} has no '{key}'");

    public bool Bool(string key) => Any(key) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw new MalformedDecisionException($"'{key}' of {name} is not a boolean"),
    };

    public string String(string key) =>
        Any(key) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : throw new MalformedDecisionException($"'{key}' of {name} is not a string");

    public long Integer(string key) =>
        Any(key) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number)
            ? number
            : throw new MalformedDecisionException($"'{key}' of {name} is not an integer");

    public IEnumerable<JsonElement> Array(string key) =>
        Any(key) is { ValueKind: JsonValueKind.Array } value
            ? value.EnumerateArray()
            : throw new MalformedDecisionException($"'{key}' of {name} is not an array");

    public string[] Strings(string key) =>
        [.. Array(key).Select(item => item.ValueKind == JsonValueKind.String
            ? item.GetString()!
            : throw new MalformedDecisionException($"'{key}' of {name} holds something that is not a string"))];

    /// <summary>Every member has been asked for.</summary>
    public void End()
    {
        if (members.Count > 0)
        {
            throw new MalformedDecisionException($"{name} has the unknown key '{members.Keys.First()}'");
        }
    }
}
