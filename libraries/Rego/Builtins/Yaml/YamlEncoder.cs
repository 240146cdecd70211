using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using Platform.Rego.Values;
using Kind = Platform.Rego.Builtins.Yaml.YamlScalar.Kind;

namespace Platform.Rego.Builtins.Yaml;

/// <summary>
/// Writes values as block YAML: two spaces per level, sequences not indented below their key, long lines of words folded, keys in
/// <see cref="NaturalOrder"/>.
/// </summary>
internal sealed partial class YamlEncoder
{
    private const int BestWidth = 80;
    private const int LongestSimpleKey = 128;

    private readonly StringBuilder _text = new();
    private int _column;

    // Whether the line so far is white space, or ends in some.
    private bool _isIndention = true;
    private bool _isWhite = true;

    public static string Encode(Val value)
    {
        var encoder = new YamlEncoder();
        encoder.Node(value, indent: -1, isMember: false);
        encoder.NewLine(0);
        return encoder._text.ToString();
    }

    private void Node(Val value, int indent, bool isMember)
    {
        switch (value.Kind)
        {
            case ValKind.Array or ValKind.Set when value.Count > 0:
                Sequence(value, indent < 0 ? 0 : isMember && !_isIndention ? indent : indent + 2);
                break;
            case ValKind.Object when value.Count > 0:
                Mapping(value.AsObject(), indent < 0 ? 0 : indent + 2);
                break;
            case ValKind.Array or ValKind.Set:
                Indicator("[]", needsSpace: true);
                break;
            case ValKind.Object:
                Indicator("{}", needsSpace: true);
                break;
            case ValKind.String:
                Scalar(value.AsString(), indent < 0 ? 2 : indent + 2, isKey: false);
                break;
            default:
                Plain(Number(value), indent, folds: false);
                break;
        }
    }

    private static string Number(Val value)
    {
        string json = value.ToJson();
        return value.Kind != ValKind.Number ? json : YamlScalar.Resolve(json) switch
        {
            (Kind.Integer, BigInteger integer) => integer.ToString(CultureInfo.InvariantCulture),
            (Kind.Float, double number) => YamlScalar.ToText(number),
            _ => json,
        };
    }

    private void Sequence(Val sequence, int indent)
    {
        foreach (Val item in sequence.Items)
        {
            NewLine(indent);
            Indicator("-", needsSpace: true, isIndention: true);
            Node(item, indent, isMember: false);
        }
    }

    private void Mapping(RObj mapping, int indent)
    {
        SortedDictionary<string, Val> members = new(NaturalOrder.Instance);
        foreach ((Val key, Val value) in mapping)
        {
            members[key.Kind == ValKind.String ? key.AsString() : key.ToJson()] = value;
        }

        foreach ((string key, Val value) in members)
        {
            NewLine(indent);
            if (Encoding.UTF8.GetByteCount(key) <= LongestSimpleKey && !ScalarAnalysis.Of(key).IsMultiline)
            {
                Scalar(key, indent, isKey: true);
                Indicator(":", needsSpace: false);
            }
            else
            {
                Indicator("?", needsSpace: true, isIndention: true);
                Scalar(key, indent + 2, isKey: false);
                NewLine(indent);
                Indicator(":", needsSpace: true, isIndention: true);
            }

            Node(value, indent, isMember: true);
        }
    }

    private void Scalar(string text, int indent, bool isKey)
    {
        ScalarAnalysis analysis = ScalarAnalysis.Of(text);
        bool isText = YamlScalar.Resolve(text).Kind == Kind.Text && !Base60().IsMatch(text);
        if (text.Contains('\n') && analysis.AllowsLiteral && !isKey)
        {
            Literal(text, indent);
        }
        else if (text.Contains('\n') || !isText || !analysis.AllowsSingleQuotes)
        {
            DoubleQuoted(text, indent, folds: !isKey);
        }
        else if (analysis.AllowsPlain)
        {
            Plain(text, indent, folds: !isKey);
        }
        else
        {
            SingleQuoted(text, indent, folds: !isKey);
        }
    }

    private void Plain(string text, int indent, bool folds)
    {
        if (!_isWhite)
        {
            Write(' ');
        }

        Words(text, indent, folds, c => Write(c));
        (_isWhite, _isIndention) = (false, false);
    }

    private void SingleQuoted(string text, int indent, bool folds)
    {
        Indicator("'", needsSpace: true);
        Words(text, indent, folds, c =>
        {
            Write(c);
            if (c == '\'')
            {
                Write(c);
            }
        });
        Indicator("'", needsSpace: false);
    }

    // A single space after column 80 becomes a line break.
    private void Words(string text, int indent, bool folds, Action<char> write)
    {
        for (int i = 0; i < text.Length; i++)
        {
            bool isSingleSpace = text[i] == ' ' && i > 0 && i < text.Length - 1 && text[i - 1] != ' ' && text[i + 1] != ' ';
            if (folds && isSingleSpace && _column > BestWidth)
            {
                (_isWhite, _isIndention) = (false, false);
                NewLine(indent);
            }
            else
            {
                write(text[i]);
            }
        }
    }

    private void DoubleQuoted(string text, int indent, bool folds)
    {
        Indicator("\"", needsSpace: true);
        bool afterSpace = false;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == ' ' && folds && !afterSpace && _column > BestWidth && i > 0 && i < text.Length - 1)
            {
                (_isWhite, _isIndention) = (false, false);
                NewLine(indent);
                if (text[i + 1] == ' ')
                {
                    Write('\\');
                }
            }
            else
            {
                Escaped(text, ref i);
            }

            afterSpace = text[i] == ' ';
        }

        Indicator("\"", needsSpace: false);
    }

    private void Escaped(string text, ref int i)
    {
        char c = text[i];
        if (ScalarAnalysis.IsPrintable(c) && !ScalarAnalysis.IsBreak(c) && c is not ('"' or '\\'))
        {
            Write(c);
            return;
        }

        string escape = c switch
        {
            '\0' => "\\0",
            '\a' => "\\a",
            '\b' => "\\b",
            '\t' => "\\t",
            '\n' => "\\n",
            '\v' => "\\v",
            '\f' => "\\f",
            '\r' => "\\r",
            '\e' => "\\e",
            '"' => "\\\"",
            '\\' => "\\\\",
            '\x85' => "\\N",
            '\u2028' => "\\L",
            '\u2029' => "\\P",
            <= '\xFF' => $"\\x{(int)c:X2}",
            _ when char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) => $"\\U{char.ConvertToUtf32(c, text[++i]):X8}",
            _ when char.IsSurrogate(c) => "\\uFFFD",
            _ => $"\\u{(int)c:X4}",
        };
        foreach (char part in escape)
        {
            Write(part);
        }
    }

    private void Literal(string text, int indent)
    {
        // How deep it is indented is said where the text begins with white space; what becomes of line ends, where it does not end in one.
        string hint = text[0] == ' ' || ScalarAnalysis.IsBreak(text[0]) ? "2" : "";
        string chomping = !ScalarAnalysis.IsBreak(text[^1]) ? "-" : text.Length == 1 || ScalarAnalysis.IsBreak(text[^2]) ? "+" : "";
        Indicator("|" + hint + chomping, needsSpace: true);
        Break();
        bool isLineStart = true;
        foreach (char c in text)
        {
            if (c == '\n')
            {
                Break();
                isLineStart = true;
                continue;
            }

            if (isLineStart)
            {
                NewLine(indent);
            }

            Write(c);
            (isLineStart, _isIndention) = (false, false);
        }
    }

    private void Indicator(string text, bool needsSpace, bool isIndention = false)
    {
        if (needsSpace && !_isWhite)
        {
            Write(' ');
        }

        foreach (char c in text)
        {
            Write(c);
        }

        _isWhite = false;
        _isIndention &= isIndention;
    }

    private void NewLine(int indent)
    {
        if (!_isIndention || _column > indent || (_column == indent && !_isWhite))
        {
            Break();
        }

        while (_column < indent)
        {
            Write(' ');
        }

        (_isWhite, _isIndention) = (true, true);
    }

    private void Break()
    {
        _text.Append('\n');
        (_column, _isWhite, _isIndention) = (0, true, true);
    }

    private void Write(char c)
    {
        _text.Append(c);
        if (!char.IsLowSurrogate(c))
        {
            _column++;
        }
    }

    // Numbers in base 60 mean nothing here, but to other readers of YAML.
    [GeneratedRegex(@"^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Base60();
}
