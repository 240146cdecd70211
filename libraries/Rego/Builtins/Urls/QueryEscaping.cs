using System.Globalization;
using System.Text;
using Platform.Rego.Builtins.Formatting;

namespace Platform.Rego.Builtins.Urls;

/// <summary>Percent-encoding as Go's net/url does it for query components and paths.</summary>
internal static class QueryEscaping
{
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (byte b in Encoding.UTF8.GetBytes(text))
        {
            if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'_' or (byte)'.' or (byte)'~')
            {
                escaped.Append((char)b);
            }
            else if (b == ' ')
            {
                escaped.Append('+');
            }
            else
            {
                escaped.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return escaped.ToString();
    }

    /// <exception cref="BuiltinException">A percent sign is not followed by two hexadecimal digits.</exception>
    public static string Unescape(string text, bool plusIsSpace = true)
    {
        if (!text.Contains('%') && !(plusIsSpace && text.Contains('+')))
        {
            return text;
        }

        byte[] source = Encoding.UTF8.GetBytes(text);
        List<byte> bytes = new(source.Length);
        for (int i = 0; i < source.Length; i++)
        {
            if (source[i] == '%')
            {
                if (i + 2 >= source.Length || !char.IsAsciiHexDigit((char)source[i + 1]) || !char.IsAsciiHexDigit((char)source[i + 2]))
                {
                    string fragment = Encoding.UTF8.GetString(source.AsSpan(i, Math.Min(3, source.Length - i)));
                    throw new BuiltinException($"invalid URL escape {GoQuote.Quote(fragment)}");
                }

                bytes.Add(byte.Parse(Encoding.ASCII.GetString(source.AsSpan(i + 1, 2)), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 2;
            }
            else
            {
                bytes.Add(plusIsSpace && source[i] == '+' ? (byte)' ' : source[i]);
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
