using System.Collections.Frozen;
using System.Text.Json;

namespace Platform.Rego.AspNetCore;

/// <summary>Which purpose of use a role has for an action, from <c>data.platform.purposes</c>.</summary>
public sealed class PurposeDefaults
{
    /// <summary>The role under which a workload that acts for itself is listed.</summary>
    public const string WorkloadRole = "workload";

    private readonly FrozenDictionary<(string Role, string Action), Entry> entries;

    private PurposeDefaults(FrozenDictionary<(string, string), Entry> entries) => this.entries = entries;

    /// <summary>Knows no role: no request gets a purpose.</summary>
    public static PurposeDefaults Empty { get; } = new(FrozenDictionary<(string, string), Entry>.Empty);

    /// <summary>Reads <c>{"role":{"action or *":{"default":"TREAT","allowed":["TREAT"]}}}</c>.</summary>
    /// <exception cref="FormatException">An entry has another shape, or a default that is not allowed.</exception>
    public static PurposeDefaults Parse(JsonElement json)
    {
        var entries = new Dictionary<(string, string), Entry>();
        foreach (var role in json.EnumerateObject())
        {
            foreach (var action in role.Value.EnumerateObject())
            {
                entries[(role.Name, action.Name)] = Read(role.Name, action);
            }
        }

        return new(entries.ToFrozenDictionary());
    }

    /// <summary>The purpose of a call: the asserted one if one of the roles may assert it, else the first role's default; null when there is none.</summary>
    public string? For(IReadOnlyList<string> roles, string action, string? asserted)
    {
        foreach (var role in roles)
        {
            if (!entries.TryGetValue((role, action), out var entry) && !entries.TryGetValue((role, "*"), out entry))
            {
                continue;
            }

            if (asserted is null)
            {
                return entry.Default;
            }

            if (entry.Allowed.Contains(asserted))
            {
                return asserted;
            }
        }

        return null;
    }

    private static Entry Read(string role, JsonProperty action)
    {
        if (action.Value.ValueKind == JsonValueKind.Object
            && action.Value.TryGetProperty("default", out var fallback) && fallback.GetString() is { } purpose
            && action.Value.TryGetProperty("allowed", out var list) && list.ValueKind == JsonValueKind.Array)
        {
            var allowed = list.EnumerateArray().Select(item => item.GetString() ?? "").ToFrozenSet();
            if (allowed.Contains(purpose))
            {
                return new(purpose, allowed);
            }
        }

        throw new FormatException($"purpose of '{role}' for '{action.Name}' needs a default that is in its allowed list");
    }

    private sealed record Entry(string Default, FrozenSet<string> Allowed);
}
