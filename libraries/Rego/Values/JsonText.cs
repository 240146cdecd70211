using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Platform.Rego.Values;

/// <summary>Writes values as JSON: sets as sorted arrays, keys that are not strings as their own JSON text, keys sorted.</summary>
public static class JsonText
{
    /// <summary>The compact text.</summary>
    /// <param name="value">A defined value.</param>
    /// <param name="escapeHtml">Whether <c>&lt;</c>, <c>&gt;</c> and <c>&amp;</c> are escaped, as Go's json.Marshal does.</param>
    /// <exception cref="InvalidOperationException">The value is undefined.</exception>
    public static string Write(Val value, bool escapeHtml = false)
    {
        var text = new StringBuilder();
        Append(text, value, new Layout(escapeHtml, null, null), 0);
        return text.ToString();
    }

    /// <summary>The text with a line per element.</summary>
    /// <param name="value">A defined value.</param>
    /// <param name="prefix">What begins every line but the first.</param>
    /// <param name="indent">What is repeated per level of nesting.</param>
    /// <param name="escapeHtml">Whether <c>&lt;</c>, <c>&gt;</c> and <c>&amp;</c> are escaped, as Go's json.Marshal does.</param>
    /// <exception cref="InvalidOperationException">The value is undefined.</exception>
    public static string WriteIndented(Val value, string prefix, string indent, bool escapeHtml = false)
    {
        var text = new StringBuilder();
        Append(text, value, new Layout(escapeHtml, prefix, indent), 0);
        return text.ToString();
    }

    /// <summary>Writes through a JSON writer.</summary>
    /// <exception cref="InvalidOperationException">The value is undefined.</exception>
    public static void Write(Val value, Utf8JsonWriter writer)
    {
        switch (value.Kind)
        {
            case ValKind.Null:
                writer.WriteNullValue();
                break;
            case ValKind.Boolean:
                writer.WriteBooleanValue(value.N != 0);
                break;
            case ValKind.Number when value.IsSmallInteger:
                writer.WriteNumberValue(value.N);
                break;
            case ValKind.Number:
                writer.WriteRawValue(value.AsNumber().ToString(), skipInputValidation: true);
                break;
            case ValKind.String:
                writer.WriteStringValue(Utf8Text.Sanitize(value.AsString()));
                break;
            case ValKind.Array or ValKind.Set:
                writer.WriteStartArray();
                foreach (var item in value.Items)
                {
                    Write(item, writer);
                }

                writer.WriteEndArray();
                break;
            case ValKind.Object:
                writer.WriteStartObject();
                foreach (var (key, item) in Members(value.AsObject()))
                {
                    writer.WritePropertyName(key);
                    Write(item, writer);
                }

                writer.WriteEndObject();
                break;
            default:
                throw Undefined();
        }
    }

    private static void Append(StringBuilder text, Val value, Layout layout, int level)
    {
        switch (value.Kind)
        {
            case ValKind.Null:
                text.Append("null");
                break;
            case ValKind.Boolean:
                text.Append(value.N != 0 ? "true" : "false");
                break;
            case ValKind.Number:
                text.Append(value.AsNumber().ToString());
                break;
            case ValKind.String:
                AppendString(text, value.AsString(), layout.EscapeHtml);
                break;
            case ValKind.Array or ValKind.Set:
                text.Append('[');
                var items = value.Items;
                for (var i = 0; i < items.Length; i++)
                {
                    text.Append(i == 0 ? "" : ",");
                    layout.NewLine(text, level + 1);
                    Append(text, items[i], layout, level + 1);
                }

                Close(text, layout, level, items.Length, ']');
                break;
            case ValKind.Object:
                AppendObject(text, value.AsObject(), layout, level);
                break;
            default:
                throw Undefined();
        }
    }

    private static void AppendObject(StringBuilder text, RObj value, Layout layout, int level)
    {
        text.Append('{');
        var first = true;
        foreach (var (key, item) in Members(value))
        {
            text.Append(first ? "" : ",");
            first = false;
            layout.NewLine(text, level + 1);
            AppendString(text, key, layout.EscapeHtml);
            text.Append(layout.Indent is null ? ":" : ": ");
            Append(text, item, layout, level + 1);
        }

        Close(text, layout, level, value.Count, '}');
    }

    private static void Close(StringBuilder text, Layout layout, int level, int count, char end)
    {
        if (count > 0)
        {
            layout.NewLine(text, level);
        }

        text.Append(end);
    }

    private static IEnumerable<(string Key, Val Value)> Members(RObj value)
    {
        var keys = value.KeysInOrder();
        var values = value.ValuesInOrder();
        var members = new (string Key, Val Value)[keys.Length];
        var strings = true;
        for (var i = 0; i < keys.Length; i++)
        {
            strings &= keys[i].Kind == ValKind.String;
            members[i] = (keys[i].Kind == ValKind.String ? Utf8Text.Sanitize(keys[i].AsString()) : Write(keys[i]), values[i]);
        }

        if (strings)
        {
            return members;
        }

        // The text of one key may equal another key: the last one stays.
        var byText = new Dictionary<string, Val>(StringComparer.Ordinal);
        foreach (var (key, item) in members)
        {
            byText[key] = item;
        }

        return byText.Select(pair => (pair.Key, pair.Value)).Order(ByKey.Instance);
    }

    private static void AppendString(StringBuilder text, string value, bool escapeHtml)
    {
        text.Append('"');
        foreach (var c in Utf8Text.Sanitize(value))
        {
            switch (c)
            {
                case '"' or '\\':
                    text.Append('\\').Append(c);
                    break;
                case '\b':
                    text.Append("\\b");
                    break;
                case '\f':
                    text.Append("\\f");
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case < ' ' or '\u2028' or '\u2029':
                case '<' or '>' or '&' when escapeHtml:
                    text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }

        text.Append('"');
    }

    private static InvalidOperationException Undefined() => new("an undefined value has no JSON text");

    private sealed record Layout(bool EscapeHtml, string? Prefix, string? Indent)
    {
        internal void NewLine(StringBuilder text, int level)
        {
            if (Indent is null)
            {
                return;
            }

            text.Append('\n').Append(Prefix);
            for (var i = 0; i < level; i++)
            {
                text.Append(Indent);
            }
        }
    }

    private sealed class ByKey : IComparer<(string Key, Val Value)>
    {
        internal static readonly ByKey Instance = new();

        public int Compare((string Key, Val Value) left, (string Key, Val Value) right) => Utf8Text.Compare(left.Key, right.Key);
    }
}
