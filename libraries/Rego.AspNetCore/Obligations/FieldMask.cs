using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Platform.Rego.AspNetCore;

/// <summary>
/// Removes members from a JSON answer. A mask is a list of JSON pointers (RFC 6901); the segment <c>*</c> stands for every element of an array
/// and every member of an object. A pointer to an array element removes the element. A pointer that leads nowhere is refused: what it was to remove may be there under another name. It may
/// end at a null, and <c>*</c> may stand for nothing: then there is nothing to hide.
/// </summary>
public static class FieldMask
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <summary>The body without the masked members.</summary>
    /// <exception cref="ObligationNotHonouredException">The body is not one well-formed JSON document, the mask is all of it, or a pointer leads nowhere.</exception>
    public static byte[] Apply(ReadOnlySpan<byte> body, IReadOnlyList<string> mask)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(body, documentOptions: Strict);
        }
        catch (JsonException e)
        {
            throw new ObligationNotHonouredException($"the answer is not JSON that can be masked: {e.Message}");
        }

        foreach (var pointer in mask)
        {
            if (!Remove(root, Segments(pointer)))
            {
                throw new ObligationNotHonouredException($"mask '{pointer}' leads nowhere in the answer");
            }
        }

        return JsonSerializer.SerializeToUtf8Bytes(root);
    }

    // Each tells whether everything on the way was there.
    private static bool Remove(JsonNode? node, ReadOnlySpan<string> path) => node switch
    {
        null => true,
        JsonObject members => RemoveFrom(members, path),
        JsonArray elements => RemoveFrom(elements, path),
        _ => false,
    };

    private static bool RemoveFrom(JsonObject members, ReadOnlySpan<string> path)
    {
        if (path[0] != "*")
        {
            return RemoveMember(members, path[0], path);
        }

        var all = true;
        foreach (var name in members.Select(member => member.Key).ToArray())
        {
            all &= RemoveMember(members, name, path);
        }

        return all;
    }

    private static bool RemoveMember(JsonObject members, string name, ReadOnlySpan<string> path) =>
        path.Length == 1 ? members.Remove(name) : members.TryGetPropertyValue(name, out var child) && Remove(child, path[1..]);

    private static bool RemoveFrom(JsonArray elements, ReadOnlySpan<string> path)
    {
        var (all, found) = (true, path[0] == "*");
        for (var index = elements.Count - 1; index >= 0; index--)
        {
            if (path[0] != "*" && path[0] != index.ToString(CultureInfo.InvariantCulture))
            {
                continue;
            }

            found = true;
            if (path.Length == 1)
            {
                elements.RemoveAt(index);
            }
            else
            {
                all &= Remove(elements[index], path[1..]);
            }
        }

        return all && found;
    }

    private static string[] Segments(string pointer)
    {
        if (!pointer.StartsWith('/'))
        {
            throw new ObligationNotHonouredException($"mask '{pointer}' does not name a member");
        }

        return [.. pointer[1..].Split('/').Select(segment => segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
    }
}
