using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Platform.Rego.AspNetCore;

/// <summary>
/// Removes members from a JSON answer. A mask is a list of JSON pointers (RFC 6901); the segment <c>*</c> stands for every element of an array
/// and every member of an object. A pointer to an array element removes the element. A pointer that leads nowhere has nothing to remove.
/// </summary>
public static class FieldMask
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <summary>The body without the masked members.</summary>
    /// <exception cref="ObligationNotHonouredException">The body is not one well-formed JSON document, or the mask is the whole document.</exception>
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
            Remove(root, Segments(pointer));
        }

        return JsonSerializer.SerializeToUtf8Bytes(root);
    }

    private static void Remove(JsonNode? node, ReadOnlySpan<string> path)
    {
        switch (node)
        {
            case JsonObject members:
                RemoveFrom(members, path);
                break;
            case JsonArray elements:
                RemoveFrom(elements, path);
                break;
        }
    }

    private static void RemoveFrom(JsonObject members, ReadOnlySpan<string> path)
    {
        if (path[0] == "*")
        {
            foreach (var name in members.Select(member => member.Key).ToArray())
            {
                RemoveMember(members, name, path);
            }
        }
        else
        {
            RemoveMember(members, path[0], path);
        }
    }

    private static void RemoveMember(JsonObject members, string name, ReadOnlySpan<string> path)
    {
        if (path.Length == 1)
        {
            members.Remove(name);
        }
        else if (members.TryGetPropertyValue(name, out var child))
        {
            Remove(child, path[1..]);
        }
    }

    private static void RemoveFrom(JsonArray elements, ReadOnlySpan<string> path)
    {
        for (var index = elements.Count - 1; index >= 0; index--)
        {
            if (path[0] != "*" && path[0] != index.ToString(CultureInfo.InvariantCulture))
            {
                continue;
            }

            if (path.Length == 1)
            {
                elements.RemoveAt(index);
            }
            else
            {
                Remove(elements[index], path[1..]);
            }
        }
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
