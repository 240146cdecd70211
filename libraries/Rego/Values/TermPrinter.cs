using System.Globalization;
using System.Text;

namespace Platform.Rego.Values;

/// <summary>Prints values in Rego's syntax, the way OPA prints ground terms.</summary>
public static class TermPrinter
{
    /// <summary>The text; that of undefined is <c>&lt;undefined&gt;</c>.</summary>
    public static string Print(Val value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    /// <summary>A string in double quotes with Go's escapes.</summary>
    public static string Quote(string value)
    {
        var text = new StringBuilder(value.Length + 2);
        AppendQuoted(text, value);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Val value)
    {
        switch (value.Kind)
        {
            case ValKind.Undefined:
                text.Append("<undefined>");
                break;
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
                AppendQuoted(text, value.AsString());
                break;
            case ValKind.Array:
                AppendItems(text, value.Items, '[', ']');
                break;
            case ValKind.Set when value.Count == 0:
                text.Append("set()");
                break;
            case ValKind.Set:
                AppendItems(text, value.Items, '{', '}');
                break;
            case ValKind.Object:
                AppendObject(text, value.AsObject());
                break;
            default:
                throw new InvalidOperationException("unknown kind of value");
        }
    }

    private static void AppendItems(StringBuilder text, ReadOnlySpan<Val> items, char open, char close)
    {
        text.Append(open);
        for (var i = 0; i < items.Length; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            Append(text, items[i]);
        }

        text.Append(close);
    }

    private static void AppendObject(StringBuilder text, RObj value)
    {
        text.Append('{');
        var keys = value.KeysInOrder();
        var values = value.ValuesInOrder();
        for (var i = 0; i < keys.Length; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            Append(text, keys[i]);
            text.Append(": ");
            Append(text, values[i]);
        }

        text.Append('}');
    }

    private static void AppendQuoted(StringBuilder text, string value)
    {
        text.Append('"');
        var rest = value.AsSpan();
        while (!rest.IsEmpty)
        {
            var status = Rune.DecodeFromUtf16(rest, out var rune, out var consumed);
            if (status != System.Buffers.OperationStatus.Done && Utf8Text.IsRawByte(rest[0]))
            {
                text.Append(CultureInfo.InvariantCulture, $"\\x{rest[0] - 0xDC00:x2}");
            }
            else
            {
                AppendRune(text, rune);
            }

            rest = rest[consumed..];
        }

        text.Append('"');
    }

    private static void AppendRune(StringBuilder text, Rune rune)
    {
        switch (rune.Value)
        {
            case '"' or '\\':
                text.Append('\\').Append((char)rune.Value);
                break;
            case '\a':
                text.Append("\\a");
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
            case '\v':
                text.Append("\\v");
                break;
            case < ' ' or 0x7F:
                text.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}");
                break;
            case var code when IsPrintable(rune):
                text.Append(char.ConvertFromUtf32(code));
                break;
            case < 0x10000:
                text.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
                break;
            default:
                text.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}");
                break;
        }
    }

    /// <summary>Go's unicode.IsPrint: letters, marks, numbers, punctuation, symbols and the ASCII space.</summary>
    private static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator);
}
