using System.Text;

namespace Platform.Rego.Syntax;

/// <summary>JSON string escapes, as OPA reads them through Go: a lone surrogate becomes U+FFFD. <c>\{</c> stands for a brace in templates.</summary>
internal static class Escapes
{
    public static string? Decode(ReadOnlySpan<char> text)
    {
        if (!text.Contains('\\'))
        {
            return text.ToString(); // as in Go, whose quick way for strings without escapes does not look for control characters
        }

        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                if (text[i] < ' ')
                {
                    return null;
                }

                result.Append(text[i]);
                continue;
            }

            i++;
            switch (text[i])
            {
                case 'b': result.Append('\b'); break;
                case 'f': result.Append('\f'); break;
                case 'n': result.Append('\n'); break;
                case 'r': result.Append('\r'); break;
                case 't': result.Append('\t'); break;
                case 'u':
                    if (!TryUnit(text, i + 1, out var unit))
                    {
                        return null;
                    }

                    i += 4;
                    if (char.IsHighSurrogate(unit) && i + 2 < text.Length && text[i + 1] == '\\' && text[i + 2] == 'u'
                        && TryUnit(text, i + 3, out var low) && char.IsLowSurrogate(low))
                    {
                        result.Append(unit).Append(low);
                        i += 6;
                    }
                    else
                    {
                        result.Append(char.IsSurrogate(unit) ? '\uFFFD' : unit);
                    }

                    break;
                default: result.Append(text[i]); break;
            }
        }

        return result.ToString();
    }

    private static bool TryUnit(ReadOnlySpan<char> text, int at, out char unit)
    {
        unit = '\0';
        if (at + 4 <= text.Length && ushort.TryParse(text.Slice(at, 4), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var value))
        {
            unit = (char)value;
            return true;
        }

        return false;
    }
}
