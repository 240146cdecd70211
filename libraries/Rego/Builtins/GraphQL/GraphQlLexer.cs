using System.Globalization;
using System.Text;

namespace Platform.Rego.Builtins.GraphQL;

/// <summary>Splits a GraphQL text into tokens: https://spec.graphql.org/October2021/#sec-Language.</summary>
internal sealed class GraphQlLexer(string text)
{
    private int position;
    private int line = 1;
    private int lineStart;
    private int wideBefore; // surrogate pairs count as one column

    private char Current => position < text.Length ? text[position] : '\0';

    /// <summary>The next token; an unreadable one is <see cref="GraphQlTokenKind.Invalid"/> and comes with its error.</summary>
    public GraphQlToken Read(out GraphQlError? error)
    {
        error = null;
        SkipIgnored();
        GraphQlPosition start = Here();
        if (position >= text.Length)
        {
            return new GraphQlToken(GraphQlTokenKind.EndOfFile, "", start);
        }

        try
        {
            return ReadToken(start);
        }
        catch (GraphQlSyntaxException invalid)
        {
            error = invalid.Error;
            return new GraphQlToken(GraphQlTokenKind.Invalid, "", invalid.Error.Position);
        }
    }

    private GraphQlToken ReadToken(GraphQlPosition start)
    {
        char c = Current;
        GraphQlTokenKind punctuator = c switch
        {
            '!' => GraphQlTokenKind.Bang,
            '$' => GraphQlTokenKind.Dollar,
            '&' => GraphQlTokenKind.Ampersand,
            '(' => GraphQlTokenKind.LeftParenthesis,
            ')' => GraphQlTokenKind.RightParenthesis,
            ':' => GraphQlTokenKind.Colon,
            '=' => GraphQlTokenKind.EqualsSign,
            '@' => GraphQlTokenKind.At,
            '[' => GraphQlTokenKind.LeftBracket,
            ']' => GraphQlTokenKind.RightBracket,
            '{' => GraphQlTokenKind.LeftBrace,
            '}' => GraphQlTokenKind.RightBrace,
            '|' => GraphQlTokenKind.Pipe,
            '.' when StartsWith("...") => GraphQlTokenKind.Spread,
            _ => GraphQlTokenKind.Invalid,
        };
        if (punctuator != GraphQlTokenKind.Invalid)
        {
            position += punctuator == GraphQlTokenKind.Spread ? 3 : 1;
            return new GraphQlToken(punctuator, "", start);
        }

        return c switch
        {
            '_' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') => ReadName(start),
            '-' or (>= '0' and <= '9') => ReadNumber(start),
            '"' => StartsWith("\"\"\"") ? ReadBlockString(start) : ReadString(start),
            < ' ' => throw Invalid($"Cannot contain the invalid character \"\\u{(int)c:D4}\""),
            '\'' => throw Invalid("Unexpected single quote character ('), did you mean to use a double quote (\")?"),
            _ => throw Invalid($"Cannot parse the unexpected character \"{c}\"."),
        };
    }

    private void SkipIgnored()
    {
        while (position < text.Length)
        {
            switch (text[position])
            {
                case '\t' or ' ' or ',' or '\uFEFF':
                    position++;
                    break;
                case '\n':
                    position++;
                    NewLine();
                    break;
                case '\r':
                    position++;
                    position += Current == '\n' ? 1 : 0;
                    NewLine();
                    break;
                case '#':
                    while (position < text.Length && text[position] is '\t' or > '\u001F')
                    {
                        Advance();
                    }

                    break;
                default:
                    return;
            }
        }
    }

    private GraphQlToken ReadName(GraphQlPosition start)
    {
        int begin = position;
        while (char.IsAsciiLetterOrDigit(Current) || Current == '_')
        {
            position++;
        }

        return new GraphQlToken(GraphQlTokenKind.Name, text[begin..position], start);
    }

    private GraphQlToken ReadNumber(GraphQlPosition start)
    {
        int begin = position;
        bool isFloat = false;
        position += Current == '-' ? 1 : 0;
        if (Current == '0')
        {
            position++;
            if (char.IsAsciiDigit(Current))
            {
                throw Invalid($"Invalid number, unexpected digit after 0: {DescribeNext()}.");
            }
        }
        else
        {
            RequireDigits();
        }

        if (Current == '.')
        {
            position++;
            isFloat = true;
            RequireDigits();
        }

        if (Current is 'e' or 'E')
        {
            position++;
            isFloat = true;
            position += Current is '+' or '-' ? 1 : 0;
            RequireDigits();
        }

        return new GraphQlToken(isFloat ? GraphQlTokenKind.Float : GraphQlTokenKind.Integer, text[begin..position], start);
    }

    private void RequireDigits()
    {
        if (!char.IsAsciiDigit(Current))
        {
            throw Invalid($"Invalid number, expected digit but got: {DescribeNext()}.");
        }

        while (char.IsAsciiDigit(Current))
        {
            position++;
        }
    }

    private GraphQlToken ReadString(GraphQlPosition start)
    {
        var value = new StringBuilder();
        position++;
        while (position < text.Length && Current is not ('\n' or '\r'))
        {
            char c = Current;
            if (c == '"')
            {
                position++;

                // gqlparser places a string one column behind its opening quote.
                return new GraphQlToken(GraphQlTokenKind.String, value.ToString(), start with { Column = start.Column + 1 });
            }

            if (c < ' ' && c != '\t')
            {
                throw Invalid($"Invalid character within String: \"\\u{(int)c:D4}\".");
            }

            if (c == '\\')
            {
                value.Append(ReadEscape());
            }
            else
            {
                value.Append(c);
                Advance(value);
            }
        }

        throw Invalid("Unterminated string.");
    }

    private char ReadEscape()
    {
        position++;
        if (position >= text.Length)
        {
            throw Invalid("Invalid character escape sequence.");
        }

        char escape = Current;
        if (escape == 'u')
        {
            string digits = text.Substring(position, Math.Min(5, text.Length - position));
            if (digits.Length < 5 || !digits[1..].All(char.IsAsciiHexDigit))
            {
                throw Invalid($"Invalid character escape sequence: \\{digits}.");
            }

            position += 5;
            return (char)int.Parse(digits.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        }

        char value = escape switch
        {
            '"' or '/' or '\\' => escape,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => throw Invalid($"Invalid character escape sequence: \\{escape}."),
        };
        position++;
        return value;
    }

    private GraphQlToken ReadBlockString(GraphQlPosition start)
    {
        var value = new StringBuilder();
        position += 3;
        while (position < text.Length)
        {
            char c = Current;
            if (StartsWith("\"\"\""))
            {
                position += 3;
                return new GraphQlToken(GraphQlTokenKind.BlockString, Dedent(value.ToString()), start with { Column = start.Column + 3 });
            }

            if (c < ' ' && c is not ('\t' or '\n' or '\r'))
            {
                throw Invalid($"Invalid character within String: \"\\u{(int)c:D4}\".");
            }

            if (StartsWith("\\\"\"\""))
            {
                value.Append("\"\"\"");
                position += 4;
            }
            else if (c is '\r' or '\n')
            {
                position++;
                position += c == '\r' && Current == '\n' ? 1 : 0;
                value.Append('\n');
                NewLine();
            }
            else
            {
                value.Append(c);
                Advance(value);
            }
        }

        throw Invalid("Unterminated string.");
    }

    /// <summary>BlockStringValue() of the specification: without common indentation and blank first and last lines.</summary>
    private static string Dedent(string raw)
    {
        string[] lines = raw.Split('\n');
        int common = lines.Skip(1).Where(l => !IsBlank(l)).Select(l => l.Length - l.TrimStart(' ', '\t').Length).DefaultIfEmpty(0).Min();
        for (int i = 1; i < lines.Length; i++)
        {
            lines[i] = lines[i].Length >= common ? lines[i][common..] : "";
        }

        IEnumerable<string> kept = lines.SkipWhile(IsBlank).Reverse().SkipWhile(IsBlank).Reverse();
        return string.Join('\n', kept);

        static bool IsBlank(string l) => l.All(c => c is ' ' or '\t');
    }

    private void Advance(StringBuilder? value = null)
    {
        if (position + 1 < text.Length && char.IsSurrogatePair(text[position], text[position + 1]))
        {
            value?.Append(text[position + 1]);
            position++;
            wideBefore++;
        }

        position++;
    }

    private void NewLine()
    {
        line++;
        lineStart = position;
        wideBefore = 0;
    }

    private bool StartsWith(string expected) => text.AsSpan(position).StartsWith(expected);

    private string DescribeNext() => position < text.Length ? $"\"{Current}\"" : "<EOF>";

    private GraphQlPosition Here() => new(line, position - lineStart - wideBefore + 1);

    private GraphQlSyntaxException Invalid(string message) => new(new GraphQlError(message, Here()));
}
