using System.Globalization;
using System.Numerics;
using System.Text;

namespace Platform.Rego.Builtins.Templates;

internal enum TemplateTokenKind
{
    Text,
    Open,
    Close,
    Field,
    Variable,
    Identifier,
    Literal,
    Symbol,
    End,
}

/// <param name="Kind">What it is.</param>
/// <param name="Text">As written; for fields and variables the name.</param>
/// <param name="Value">The value of a literal.</param>
/// <param name="SpaceBefore">Whether white space comes before it.</param>
internal readonly record struct TemplateToken(TemplateTokenKind Kind, string Text, object? Value, bool SpaceBefore);

/// <summary>Splits a template into text and the tokens of its actions: https://pkg.go.dev/text/template.</summary>
internal sealed class TemplateLexer(string source)
{
    private readonly List<TemplateToken> tokens = [];
    private int position;

    public static List<TemplateToken> Read(string source)
    {
        var lexer = new TemplateLexer(source);
        lexer.Run();
        return lexer.tokens;
    }

    private void Run()
    {
        bool trim = false;
        while (position < source.Length)
        {
            int open = source.IndexOf("{{", position, StringComparison.Ordinal);
            string text = open < 0 ? source[position..] : source[position..open];
            text = trim ? text.TrimStart(' ', '\t', '\r', '\n') : text;
            bool trimsBefore = open >= 0 && IsTrimMarker(open + 2);
            text = trimsBefore ? text.TrimEnd(' ', '\t', '\r', '\n') : text;
            if (text.Length > 0)
            {
                tokens.Add(new TemplateToken(TemplateTokenKind.Text, text, null, false));
            }

            if (open < 0)
            {
                break;
            }

            position = open + (trimsBefore ? 3 : 2);
            trim = Action();
        }

        tokens.Add(new TemplateToken(TemplateTokenKind.End, "EOF", null, false));
    }

    private bool IsTrimMarker(int at) => at + 1 < source.Length && source[at] == '-' && char.IsWhiteSpace(source[at + 1]);

    /// <returns>Whether the end trims the text after it.</returns>
    private bool Action()
    {
        int start = position;
        while (start < source.Length && char.IsWhiteSpace(source[start]))
        {
            start++;
        }

        if (source.AsSpan(start).StartsWith("/*"))
        {
            return Comment(start);
        }

        tokens.Add(new TemplateToken(TemplateTokenKind.Open, "{{", null, false));
        while (true)
        {
            int before = position;
            while (position < source.Length && char.IsWhiteSpace(source[position]))
            {
                position++;
            }

            bool space = position > before;
            if (position >= source.Length)
            {
                throw Error("unclosed action");
            }

            if (source.AsSpan(position).StartsWith("}}") || space && source.AsSpan(position).StartsWith("-}}"))
            {
                bool trims = source[position] == '-';
                position += trims ? 3 : 2;
                tokens.Add(new TemplateToken(TemplateTokenKind.Close, "}}", null, space));
                return trims;
            }

            tokens.Add(Token(space));
        }
    }

    private bool Comment(int start)
    {
        int end = source.IndexOf("*/", start + 2, StringComparison.Ordinal);
        if (end < 0)
        {
            throw Error("unclosed comment");
        }

        ReadOnlySpan<char> rest = source.AsSpan(end + 2);
        bool trims = rest.StartsWith(" -}}");
        if (!trims && !rest.StartsWith("}}"))
        {
            throw Error("comment ends before closing delimiter");
        }

        position = end + 2 + (trims ? 4 : 2);
        return trims;
    }

    private TemplateToken Token(bool space)
    {
        int start = position;
        char c = source[position];
        switch (c)
        {
            case '.' when position + 1 < source.Length && IsNamePart(source[position + 1]) && !char.IsAsciiDigit(source[position + 1]):
                position++;
                return new TemplateToken(TemplateTokenKind.Field, Name(), null, space);
            case '$':
                position++;
                return new TemplateToken(TemplateTokenKind.Variable, "$" + Name(), null, space);
            case '"' or '\'':
                return new TemplateToken(TemplateTokenKind.Literal, "literal", Quoted(c), space);
            case '`':
                int end = source.IndexOf('`', position + 1);
                position = end < 0 ? throw Error("unterminated raw quoted string") : end + 1;
                return new TemplateToken(TemplateTokenKind.Literal, "literal", source[(start + 1)..end], space);
            case ':' when source.AsSpan(position).StartsWith(":="):
                position += 2;
                return new TemplateToken(TemplateTokenKind.Symbol, ":=", null, space);
            case '.' when position + 1 >= source.Length || !char.IsAsciiDigit(source[position + 1]):
            case '(' or ')' or '|' or ',' or '=':
                position++;
                return new TemplateToken(TemplateTokenKind.Symbol, c.ToString(), null, space);
            case '+' or '-' or '.' or (>= '0' and <= '9'):
                return new TemplateToken(TemplateTokenKind.Literal, "number", Number(), space);
            default:
                string name = Name();
                return name.Length > 0
                    ? new TemplateToken(TemplateTokenKind.Identifier, name, null, space)
                    : throw Error($"unrecognized character in action: U+{(int)c:X4} '{c}'");
        }
    }

    private string Name()
    {
        int start = position;
        while (position < source.Length && IsNamePart(source[position]))
        {
            position++;
        }

        return source[start..position];
    }

    private static bool IsNamePart(char c) => c == '_' || char.IsLetterOrDigit(c);

    private object Number()
    {
        int start = position;
        while (position < source.Length && (IsNamePart(source[position]) || source[position] is '.' or '+' or '-'))
        {
            position++;
        }

        string text = source[start..position];
        string digits = text.Replace("_", "");
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            && BigInteger.TryParse("0" + digits[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out BigInteger hexadecimal)
            && hexadecimal <= long.MaxValue)
        {
            return (long)hexadecimal;
        }

        return long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long integer) ? (object)integer
            : double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number
            : throw Error($"bad number syntax: \"{text}\"");
    }

    private object Quoted(char quote)
    {
        var text = new StringBuilder();
        for (position++; ; position++)
        {
            if (position >= source.Length || source[position] == '\n')
            {
                throw Error(quote == '"' ? "unterminated quoted string" : "unterminated character constant");
            }

            char c = source[position];
            if (c == quote)
            {
                position++;
                break;
            }

            if (c == '\\')
            {
                position++;
                Escape(text);
            }
            else
            {
                text.Append(c);
            }
        }

        if (quote == '"')
        {
            return text.ToString();
        }

        return Rune.DecodeFromUtf16(text.ToString(), out Rune rune, out int length) == System.Buffers.OperationStatus.Done && length == text.Length
            ? (long)rune.Value
            : throw Error("malformed character constant");
    }

    private void Escape(StringBuilder text)
    {
        char c = position < source.Length ? source[position] : throw Error("unterminated quoted string");
        int digits = c switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits > 0)
        {
            bool valid = position + digits < source.Length
                & int.TryParse(
                    source.AsSpan(position + 1, Math.Min(digits, source.Length - position - 1)),
                    NumberStyles.HexNumber,
                    CultureInfo.InvariantCulture,
                    out int code)
                && Rune.IsValid(code);
            text.Append(valid ? new Rune(code).ToString() : throw Error("invalid syntax"));
            position += digits;
            return;
        }

        text.Append(c switch
        {
            'a' => '\a',
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\v',
            '\\' or '"' or '\'' => c,
            _ => throw Error("invalid syntax"),
        });
    }

    private BuiltinException Error(string message)
    {
        int line = 1 + source.AsSpan(0, Math.Min(position, source.Length)).Count('\n');
        return new BuiltinException($"template: template:{line}: {message}");
    }
}
