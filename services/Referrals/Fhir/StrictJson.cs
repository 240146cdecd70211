using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Platform.Referrals.Fhir;

/// <summary>Reads the bytes of a message within limits: depth, elements of one array, no member twice, one object.</summary>
public static class StrictJson
{
    public const int DepthMax = 32;
    public const int ElementsMax = 1_000;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = DepthMax, AllowDuplicateProperties = false };

    /// <summary>The object, or why the bytes are refused.</summary>
    public static (JsonObject? Root, FhirRefusal? Refusal) Read(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
            return (null, Structure("the body is not UTF-8"));
        try
        {
            if (HasLongArray(utf8))
                return (null, Structure($"an array has more than {ElementsMax} elements"));
            return JsonNode.Parse(utf8, documentOptions: Options) is JsonObject root ? (root, null) : (null, Structure("the body is not a JSON object"));
        }
        catch (JsonException e)
        {
            return (null, Structure($"the body is not well-formed JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine}): nested too deeply, a member twice, or a syntax error"));
        }
        catch (InvalidOperationException)
        {
            return (null, Structure("a string has half a surrogate pair"));
        }
    }

    private static bool HasLongArray(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = DepthMax });
        Span<int> elements = stackalloc int[DepthMax + 2];
        Span<bool> inArray = stackalloc bool[DepthMax + 2];
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                _ = reader.GetString();
            if (reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject or JsonTokenType.PropertyName)
                continue;
            if (inArray[reader.CurrentDepth] && ++elements[reader.CurrentDepth] > ElementsMax)
                return true;
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
            {
                inArray[reader.CurrentDepth + 1] = reader.TokenType == JsonTokenType.StartArray;
                elements[reader.CurrentDepth + 1] = 0;
            }
        }

        return false;
    }

    private static FhirRefusal Structure(string diagnostics) => FhirRefusal.BadRequest("structure", "Bundle", diagnostics);
}
