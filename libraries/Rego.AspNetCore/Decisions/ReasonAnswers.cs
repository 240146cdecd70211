using System.Collections.Frozen;
using System.Text.Json;

namespace Platform.Rego.AspNetCore;

/// <summary>The closed list of reason codes with the status that answers each, from <c>data.platform.reasons</c>.</summary>
public sealed class ReasonAnswers
{
    private readonly FrozenDictionary<string, int> statuses;

    private ReasonAnswers(FrozenDictionary<string, int> statuses) => this.statuses = statuses;

    /// <summary>Knows no code: every decision that names one is malformed.</summary>
    public static ReasonAnswers Empty { get; } = new(FrozenDictionary<string, int>.Empty);

    /// <summary>Reads <c>{"code":{"status":404}}</c>.</summary>
    /// <exception cref="FormatException">A status is none of 401, 403, 404.</exception>
    public static ReasonAnswers Parse(JsonElement json) => new(json.EnumerateObject().ToFrozenDictionary(reason => reason.Name, Status));

    /// <summary>Whether a decision may name the code.</summary>
    public bool Knows(string code) => statuses.ContainsKey(code);

    /// <summary>The status for a denial. With several reasons the one that tells least wins: 404, then 401, then 403.</summary>
    public int StatusFor(IReadOnlyList<string> reasons)
    {
        var found = reasons.Select(code => statuses.GetValueOrDefault(code, 403)).ToHashSet();
        return found.Contains(404) ? 404 : found.Contains(401) ? 401 : 403;
    }

    private static int Status(JsonProperty reason) =>
        reason.Value.TryGetProperty("status", out var status) && status.TryGetInt32(out var code) && (code is 401 or 403 or 404)
            ? code
            : throw new FormatException($"reason '{reason.Name}' has no status of 401, 403 or 404");
}
