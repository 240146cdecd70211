using System.Text.Json;

namespace Platform.Rego.AspNetCore;

/// <summary>Reads a UCAST condition and refuses everything that it does not know by name.</summary>
internal static class UcastReader
{
    private const int DepthMax = 32;

    private static readonly HashSet<string> OrderOperators = ["eq", "ne", "lt", "lte", "gt", "gte"];
    private static readonly HashSet<string> TextOperators = ["contains", "startswith", "endswith"];

    public static UcastCondition Read(JsonElement json, int depth = 0)
    {
        if (depth > DepthMax)
        {
            throw new MalformedDecisionException("filter is nested too deeply");
        }

        var members = new StrictObject(json, "filter");
        var condition = members.String("type") switch
        {
            "compound" => Compound(members, depth),
            "field" => Comparison(members),
            var type => throw new MalformedDecisionException($"filter type '{type}' is not known"),
        };
        members.End();
        return condition;
    }

    private static UcastCompound Compound(StrictObject members, int depth)
    {
        var name = members.String("operator");
        var conditions = members.Array("value").Select(item => Read(item, depth + 1)).ToArray();
        return (name, conditions.Length) switch
        {
            ("and" or "or", > 0) or ("not", 1) => new UcastCompound(name, conditions),
            _ => throw new MalformedDecisionException($"filter operator '{name}' over {conditions.Length} conditions is not known"),
        };
    }

    private static UcastCondition Comparison(StrictObject members)
    {
        var name = members.String("operator");
        var field = members.String("field");
        var value = members.Any("value");
        if (OrderOperators.Contains(name) && value.ValueKind == JsonValueKind.Object)
        {
            var other = new StrictObject(value, "filter value");
            var right = other.String("field");
            other.End();
            return new UcastFieldComparison(name, field, right);
        }

        var fits = name switch
        {
            "in" or "nin" => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(IsScalar),
            _ when TextOperators.Contains(name) => value.ValueKind == JsonValueKind.String,
            _ when OrderOperators.Contains(name) => IsScalar(value),
            _ => false,
        };
        return fits
            ? new UcastComparison(name, field, value.Clone())
            : throw new MalformedDecisionException($"filter operator '{name}' does not fit its value");
    }

    private static bool IsScalar(JsonElement value) => value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array);
}
