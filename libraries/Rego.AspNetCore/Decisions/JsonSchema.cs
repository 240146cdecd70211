using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Platform.Rego.AspNetCore;

/// <summary>
/// A JSON Schema of the keywords that decision input and output need: <c>type enum required properties additionalProperties items pattern minLength
/// minimum maximum format</c>. A schema with any other keyword is refused, so that nothing looks checked that is not.
/// </summary>
public sealed class JsonSchema
{
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromMilliseconds(100);

    private readonly HashSet<string> types = [];
    private readonly List<string> choices = [];
    private readonly List<string> required = [];
    private readonly Dictionary<string, JsonSchema> properties = new(StringComparer.Ordinal);
    private bool open = true;
    private JsonSchema? items;
    private Regex? pattern;
    private string? format;
    private int lengthMin;
    private double minimum = double.NegativeInfinity;
    private double maximum = double.PositiveInfinity;

    private JsonSchema()
    {
    }

    /// <summary>Accepts everything.</summary>
    public static JsonSchema Any { get; } = new();

    /// <summary>Reads a schema.</summary>
    /// <exception cref="FormatException">It is not one, or uses a keyword that is not supported.</exception>
    public static JsonSchema Parse(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException("a schema is not an object");
        }

        var schema = new JsonSchema();
        foreach (var keyword in json.EnumerateObject())
        {
            try
            {
                schema.Read(keyword.Name, keyword.Value);
            }
            catch (Exception e) when (e is InvalidOperationException or ArgumentException)
            {
                throw new FormatException($"schema keyword '{keyword.Name}': {e.Message}", e);
            }
        }

        return schema;
    }

    /// <summary>Where and how a value differs from the schema, or null. Says no value, only its place.</summary>
    public string? Fault(JsonElement value) => Fault(value, "");

    private void Read(string keyword, JsonElement value)
    {
        switch (keyword)
        {
            case "$schema" or "$id" or "title" or "description":
                break;
            case "type":
                types.UnionWith(value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(item => item.GetString()!) : [value.GetString()!]);
                break;
            case "enum":
                choices.AddRange(value.EnumerateArray().Select(item => item.GetRawText()));
                break;
            case "required":
                required.AddRange(value.EnumerateArray().Select(item => item.GetString()!));
                break;
            case "properties":
                foreach (var property in value.EnumerateObject())
                {
                    properties.Add(property.Name, Parse(property.Value));
                }

                break;
            case "additionalProperties":
                open = value.GetBoolean();
                break;
            case "items":
                items = Parse(value);
                break;
            case "pattern":
                pattern = new Regex(value.GetString()!, RegexOptions.CultureInvariant | RegexOptions.ECMAScript, PatternTimeout);
                break;
            case "format" when value.GetString() == "date-time":
                format = "date-time";
                break;
            case "minLength":
                lengthMin = value.GetInt32();
                break;
            case "minimum":
                minimum = value.GetDouble();
                break;
            case "maximum":
                maximum = value.GetDouble();
                break;
            default:
                throw new FormatException($"schema keyword '{keyword}' is not supported");
        }
    }

    private string? Fault(JsonElement value, string at)
    {
        if (types.Count > 0 && !types.Contains(TypeOf(value)) && !(types.Contains("number") && TypeOf(value) == "integer"))
        {
            return $"{at} is not of type {string.Join(" or ", types)}";
        }

        if (choices.Count > 0 && !choices.Contains(value.GetRawText()))
        {
            return $"{at} is none of the values of its list";
        }

        return value.ValueKind switch
        {
            JsonValueKind.Object => ObjectFault(value, at),
            JsonValueKind.Array when items is not null => ArrayFault(value, at, items),
            JsonValueKind.String => TextFault(value.GetString()!, at),
            JsonValueKind.Number when value.GetDouble() < minimum || value.GetDouble() > maximum => $"{at} is out of range",
            _ => null,
        };
    }

    private string? ObjectFault(JsonElement value, string at)
    {
        foreach (var name in required)
        {
            if (!value.TryGetProperty(name, out _))
            {
                return $"{at}/{name} is missing";
            }
        }

        foreach (var member in value.EnumerateObject())
        {
            if (properties.TryGetValue(member.Name, out var schema))
            {
                if (schema.Fault(member.Value, $"{at}/{member.Name}") is { } fault)
                {
                    return fault;
                }
            }
            else if (!open)
            {
                return $"{at}/{member.Name} is not known";
            }
        }

        return null;
    }

    private static string? ArrayFault(JsonElement value, string at, JsonSchema items)
    {
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (items.Fault(item, string.Create(CultureInfo.InvariantCulture, $"{at}/{index++}")) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private string? TextFault(string text, string at) =>
        text.Length < lengthMin ? $"{at} is too short"
        : pattern?.IsMatch(text) == false ? $"{at} does not match its pattern"
        : format is not null && !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _) ? $"{at} is not a time"
        : null;

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "number",
        _ => "null",
    };
}
