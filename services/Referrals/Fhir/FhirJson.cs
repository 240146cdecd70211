using System.Text.Json.Nodes;

namespace Platform.Referrals.Fhir;

/// <summary>Reading FHIR elements that may be absent or of the wrong kind: both read as nothing, and the checks say which was needed.</summary>
public static class FhirJson
{
    /// <summary>The string at a path of members.</summary>
    public static string? Text(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>The node at a path of members.</summary>
    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            node = node is JsonObject members && members.TryGetPropertyValue(name, out var child) ? child : null;
        return node;
    }

    /// <summary>The objects in an array member; other elements are passed over.</summary>
    public static IEnumerable<JsonObject> Each(this JsonNode? node, string name) =>
        node.At(name) is JsonArray array ? array.OfType<JsonObject>() : [];

    /// <summary>The code of the first coding whose system is this one, schemes and letter case aside.</summary>
    public static string? CodeOf(this JsonNode? concept, string system) =>
        concept.Each("coding").FirstOrDefault(coding => FhirSystem.Same(coding.Text("system"), system))?.Text("code");

    /// <summary>The value of the first identifier whose system is this one.</summary>
    public static JsonObject? IdentifierOf(this JsonNode? resource, string system) =>
        resource.Each("identifier").FirstOrDefault(identifier => FhirSystem.Same(identifier.Text("system"), system));
}
