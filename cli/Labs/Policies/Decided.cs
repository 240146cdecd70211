using System.Text.Json;
using Platform.Rego.Values;

namespace Platform.Cli.Labs.Policies;

/// <summary>A decision as the enforcement point reads it: whatever is not a whole decision is a denial.</summary>
/// <param name="Masked">The obligation's JSON pointers, as text.</param>
/// <param name="Json">All of it.</param>
internal sealed record Decided(bool Allow, IReadOnlyList<string> Reasons, string Masked, string Json)
{
    public static Decided Of(Val decision)
    {
        if (decision.IsUndefined)
            return new Decided(false, [], "", "undefined");
        var json = decision.ToJson();
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("allow", out var allow) || allow.ValueKind is not (JsonValueKind.True or JsonValueKind.False)
            || !root.TryGetProperty("reasons", out var reasons) || reasons.ValueKind != JsonValueKind.Array
            || !root.TryGetProperty("obligations", out var obligations) || obligations.ValueKind != JsonValueKind.Object
            || !obligations.TryGetProperty("mask", out var mask))
        {
            return new Decided(false, [], "", json);
        }

        return new Decided(allow.GetBoolean(), [.. reasons.EnumerateArray().Select(reason => reason.ToString())], mask.GetRawText(), json);
    }

    /// <summary>In two or three words.</summary>
    public override string ToString() => Allow
        ? Masked is "[]" or "" ? "allowed" : $"allowed, masked {Masked}"
        : Reasons.Count > 0 ? $"denied ({string.Join(", ", Reasons)})" : $"denied ({Json})";
}
