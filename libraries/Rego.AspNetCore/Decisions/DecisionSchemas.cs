using System.Text.Json;
using Platform.Rego.Bundles;

namespace Platform.Rego.AspNetCore;

/// <summary>What goes into a decision and what comes out, as the bundle that decides defines it.</summary>
/// <param name="Input">Schema of the input.</param>
/// <param name="Output">Schema of the result.</param>
internal sealed record DecisionSchemas(JsonSchema Input, JsonSchema Output)
{
    public static DecisionSchemas None { get; } = new(JsonSchema.Any, JsonSchema.Any);

    /// <exception cref="FormatException">One is missing or not a schema.</exception>
    public static DecisionSchemas Of(Bundle bundle) => new(Read(bundle, "schemas/input.json"), Read(bundle, "schemas/decision.json"));

    private static JsonSchema Read(Bundle bundle, string name)
    {
        if (!bundle.Files.TryGetValue(name, out var content))
        {
            throw new FormatException($"the bundle has no {name}");
        }

        try
        {
            using var document = JsonDocument.Parse(content);
            return JsonSchema.Parse(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new FormatException($"{name}: {e.Message}", e);
        }
    }
}
