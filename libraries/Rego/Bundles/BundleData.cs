using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Rego.Values;

namespace Platform.Rego.Bundles;

/// <summary>The data of a bundle: each <c>data.json</c> lies at the path of its folder.</summary>
public static class BundleData
{
    /// <summary>All data documents as one object.</summary>
    /// <exception cref="BundleRefusedException">Two documents disagree, or one is not an object, or lies outside the roots.</exception>
    public static Val Of(Bundle bundle) => Val.Parse(JsonOf(bundle).ToJsonString());

    /// <summary>As <see cref="Of"/>, as JSON.</summary>
    /// <exception cref="BundleRefusedException">As for <see cref="Of"/>.</exception>
    public static JsonObject JsonOf(Bundle bundle)
    {
        var data = new JsonObject();
        foreach (var (name, content) in bundle.Files)
        {
            var file = name[(name.LastIndexOf('/') + 1)..];
            if (file is "data.yaml" or "data.yml")
            {
                throw new BundleRefusedException(BundleRefusal.Malformed, $"{name}: data in YAML is not supported");
            }

            if (file == "data.json")
            {
                Merge(Target(data, name), Parse(name, content), name);
            }
        }

        foreach (var path in Leaves(data, "").Where(path => !bundle.Manifest.Roots.Any(root => Within(path, root))))
        {
            throw new BundleRefusedException(BundleRefusal.Malformed, $"data at '{path}' lies outside the bundle's roots");
        }

        return data;
    }

    private static JsonObject Parse(string name, ReadOnlyMemory<byte> content)
    {
        try
        {
            CheckTexts(content.Span);
            return JsonNode.Parse(content.Span, documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject
                ?? throw new BundleRefusedException(BundleRefusal.Malformed, $"{name} is not an object");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new BundleRefusedException(BundleRefusal.Malformed, $"{name} is not JSON: {e.Message}", e);
        }
    }

    // A name or a text that is no Unicode would be found out only by whoever reads it, perhaps while deciding.
    private static void CheckTexts(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String)
            {
                reader.GetString();
            }
        }
    }

    private static JsonObject Target(JsonObject data, string name)
    {
        foreach (var segment in name.Split('/')[..^1])
        {
            data[segment] ??= new JsonObject();
            data = data[segment] as JsonObject
                ?? throw new BundleRefusedException(BundleRefusal.Malformed, $"{name} lies below something that is not an object");
        }

        return data;
    }

    private static void Merge(JsonObject target, JsonObject source, string name)
    {
        foreach (var (key, value) in source)
        {
            if (!target.TryGetPropertyValue(key, out var existing))
            {
                target[key] = value?.DeepClone();
            }
            else if (existing is JsonObject left && value is JsonObject right)
            {
                Merge(left, right, name);
            }
            else
            {
                throw new BundleRefusedException(BundleRefusal.Malformed, $"{name} gives '{key}' a second value");
            }
        }
    }

    private static IEnumerable<string> Leaves(JsonObject data, string path) => data.SelectMany(member =>
        member.Value is JsonObject inner && inner.Count > 0 ? Leaves(inner, $"{path}{member.Key}/") : [$"{path}{member.Key}"]);

    private static bool Within(string path, string root) =>
        root.Length == 0 || path == root || path.StartsWith(root.TrimEnd('/') + "/", StringComparison.Ordinal);
}
