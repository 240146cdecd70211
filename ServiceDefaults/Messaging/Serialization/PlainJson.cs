using System.Text.Json;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>
/// Bodies that say one thing to every reader: no member twice, no deeper than anything of ours, and none of the members by which a body chooses the types that
/// it is read as (<c>$type</c>, <c>$ref</c> and their like; ours begin with letters).
/// </summary>
internal static class PlainJson
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <summary>Whether the bytes are such a body.</summary>
    public static bool Is(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            return IsPlain(document.RootElement);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsPlain(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().All(member => !member.Name.StartsWith('$') && IsPlain(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().All(IsPlain),
        _ => true,
    };
}
