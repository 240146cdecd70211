using System.Globalization;
using System.Text;

namespace Platform.Rego.Builtins.Formatting;

/// <summary>Go's strconv.Quote and relatives: https://pkg.go.dev/strconv#Quote.</summary>
internal static class GoQuote
{
    /// <summary>The text as a double-quoted Go literal.</summary>
    public static string Quote(string text, bool asciiOnly = false)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (Rune rune in text.EnumerateRunes())
        {
            Append(quoted, rune, '"', asciiOnly);
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>The character as a single-quoted Go literal.</summary>
    public static string QuoteRune(Rune rune, bool asciiOnly = false)
    {
        var quoted = new StringBuilder().Append('\'');
        Append(quoted, rune, '\'', asciiOnly);
        return quoted.Append('\'').ToString();
    }

    /// <summary>Whether the text can stand between back quotes unchanged.</summary>
    public static bool CanBackquote(string text) => !text.Any(c => c is '`' or '\uFEFF' or '\x7F' || c < ' ' && c != '\t');

    /// <summary>Go's unicode.IsPrint: letters, marks, numbers, punctuation, symbols and the ASCII space.</summary>
    public static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator);

    private static void Append(StringBuilder quoted, Rune rune, char quote, bool asciiOnly)
    {
        int value = rune.Value;
        if (value == quote || value == '\\')
        {
            quoted.Append('\\').Append((char)value);
            return;
        }

        if (value < 0x80 ? IsPrintable(rune) : !asciiOnly && IsPrintable(rune))
        {
            quoted.Append(rune.ToString());
            return;
        }

        string escape = value switch
        {
            '\a' => @"\a",
            '\b' => @"\b",
            '\f' => @"\f",
            '\n' => @"\n",
            '\r' => @"\r",
            '\t' => @"\t",
            '\v' => @"\v",
            < ' ' or 0x7F => $@"\x{value:x2}",
            < 0x10000 => $@"\u{value:x4}",
            _ => $@"\U{value:x8}",
        };
        quoted.Append(escape);
    }
}
