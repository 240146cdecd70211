using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Platform.Rego.Bundles;

/// <summary>
/// The hash of a file as OPA signs it: structured files (<c>data.json</c>, <c>.manifest</c>) over their canonical JSON
/// (keys sorted, no white space, numbers as written), all others over their bytes.
/// </summary>
internal static class BundleHash
{
    public const string Algorithm = "SHA-256";

    public static string Of(string name, ReadOnlyMemory<byte> content)
    {
        var file = name[(name.LastIndexOf('/') + 1)..];
        return Convert.ToHexStringLower(SHA256.HashData(file is "data.json" or Bundle.ManifestName ? Canonical(name, content) : content.ToArray()));
    }

    private static byte[] Canonical(string name, ReadOnlyMemory<byte> content)
    {
        try
        {
            using var document = JsonDocument.Parse(content, new() { AllowDuplicateProperties = false });
            var text = new StringBuilder();
            Write(document.RootElement, text);
            return Encoding.UTF8.GetBytes(text.ToString());
        }
        catch (JsonException e)
        {
            throw new BundleRefusedException(BundleRefusal.Malformed, $"{name} is not JSON: {e.Message}", e);
        }
    }

    private static void Write(JsonElement value, StringBuilder text)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                var first = true;
                foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, Utf8Order.Instance))
                {
                    text.Append(first ? "" : ",");
                    WriteString(member.Name, text);
                    text.Append(':');
                    Write(member.Value, text);
                    first = false;
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                for (var i = 0; i < value.GetArrayLength(); i++)
                {
                    text.Append(i == 0 ? "" : ",");
                    Write(value[i], text);
                }

                text.Append(']');
                break;
            case JsonValueKind.String:
                WriteString(value.GetString()!, text);
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    // The escapes of Go's encoder with HTML escaping off.
    private static void WriteString(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                < ' ' or '\u2028' or '\u2029' => text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }

    private sealed class Utf8Order : IComparer<string>
    {
        public static readonly Utf8Order Instance = new();

        public int Compare(string? x, string? y) => Encoding.UTF8.GetBytes(x!).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y!));
    }
}
