using System.Text.Json;
using System.Text.RegularExpressions;

namespace Platform.Policies.Tests;

/// <summary>The part of JSON Schema that policies/schemas uses; a keyword beyond it is an error, not something to pass over.</summary>
internal static class SchemaSubset
{
    private static readonly HashSet<string> Ignored = ["$schema", "$id", "title", "description", "format"];

    public static IEnumerable<string> Faults(JsonElement schema, JsonElement value, string at = "")
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            var faults = keyword.Name switch
            {
                "type" => Types(keyword.Value).Any(type => Is(type, value)) ? [] : [$"{at} is {value.ValueKind}, not {keyword.Value}"],
                "enum" => keyword.Value.EnumerateArray().Any(allowed => JsonElement.DeepEquals(allowed, value)) ? [] : [$"{at} is not one of {keyword.Value}"],
                "pattern" => value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, keyword.Value.GetString()!) ? [] : [$"{at} does not match"],
                "minLength" => value.ValueKind != JsonValueKind.String || value.GetString()!.Length >= keyword.Value.GetInt32() ? [] : [$"{at} is too short"],
                "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() >= keyword.Value.GetDouble() ? [] : [$"{at} is too small"],
                "maximum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() <= keyword.Value.GetDouble() ? [] : [$"{at} is too large"],
                "required" => Missing(keyword.Value, value, at),
                "properties" => Members(keyword.Value, value, at),
                "additionalProperties" => Extra(schema, value, at),
                "items" => Elements(keyword.Value, value, at),
                _ when Ignored.Contains(keyword.Name) => [],
                _ => throw new NotSupportedException($"the schemas may not use {keyword.Name} yet"),
            };
            foreach (var fault in faults)
                yield return fault;
        }
    }

    private static IEnumerable<string> Types(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(one => one.GetString()!) : [type.GetString()!];

    private static bool Is(string type, JsonElement value) => (type, value.ValueKind) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("null", JsonValueKind.Null) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => value.TryGetInt64(out _),
        _ => false,
    };

    private static IEnumerable<string> Missing(JsonElement names, JsonElement value, string at) =>
        value.ValueKind != JsonValueKind.Object
            ? []
            : names.EnumerateArray().Select(name => name.GetString()!).Where(name => !value.TryGetProperty(name, out _)).Select(name => $"{at}/{name} is missing");

    private static IEnumerable<string> Members(JsonElement properties, JsonElement value, string at) =>
        value.ValueKind != JsonValueKind.Object
            ? []
            : from property in properties.EnumerateObject()
              where value.TryGetProperty(property.Name, out _)
              from fault in Faults(property.Value, value.GetProperty(property.Name), $"{at}/{property.Name}")
              select fault;

    private static IEnumerable<string> Extra(JsonElement schema, JsonElement value, string at) =>
        value.ValueKind != JsonValueKind.Object
            ? []
            : value.EnumerateObject().Where(member => !schema.GetProperty("properties").TryGetProperty(member.Name, out _)).Select(member => $"{at}/{member.Name} is unknown");

    private static IEnumerable<string> Elements(JsonElement schema, JsonElement value, string at) =>
        value.ValueKind != JsonValueKind.Array ? [] : value.EnumerateArray().SelectMany((element, index) => Faults(schema, element, $"{at}/{index}"));
}
