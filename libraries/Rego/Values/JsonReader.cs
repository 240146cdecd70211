using System.Buffers;
using System.Text;

namespace Platform.Rego.Values;

/// <summary>
/// Reads JSON into values in one pass, with the error texts of Go's encoding/json. A later duplicate of a key wins; invalid UTF-8 and
/// lone surrogate escapes become U+FFFD.
/// </summary>
public ref struct JsonReader
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly JsonLimits _limits;
    private int _at;
    private int _depth;
    private int _values;

    private JsonReader(ReadOnlySpan<byte> text, JsonLimits limits)
    {
        _text = text;
        _limits = limits;
    }

    private static readonly SearchValues<byte> s_endsPlainText = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(b => (byte)b), (byte)'"', (byte)'\\', .. Enumerable.Range(0x80, 0x80).Select(b => (byte)b)]);

    /// <summary>Reads a whole text.</summary>
    /// <exception cref="JsonFormatException">The text is not JSON or exceeds a limit.</exception>
    public static Val Read(string json, JsonLimits? limits = null) => Read(Encoding.UTF8.GetBytes(json), limits);

    /// <summary>Reads a whole UTF-8 text.</summary>
    /// <exception cref="JsonFormatException">The text is not JSON or exceeds a limit.</exception>
    public static Val Read(ReadOnlySpan<byte> utf8, JsonLimits? limits = null)
    {
        limits ??= JsonLimits.Default;
        if (utf8.Length > limits.MaxBytes)
        {
            throw new JsonFormatException($"JSON text exceeds {limits.MaxBytes} bytes", limits.MaxBytes, isLimit: true);
        }

        var reader = new JsonReader(utf8, limits);
        var value = reader.Value();
        reader.SkipSpace();
        return reader._at == utf8.Length ? value : throw reader.Unexpected("after top-level value");
    }

    /// <summary>Whether a text is JSON within the default limits.</summary>
    public static bool IsValid(string json)
    {
        try
        {
            Read(json);
            return true;
        }
        catch (JsonFormatException)
        {
            return false;
        }
    }

    private Val Value()
    {
        SkipSpace();
        if (++_values > _limits.MaxValues)
        {
            throw new JsonFormatException($"JSON text has more than {_limits.MaxValues} values", _at, isLimit: true);
        }

        switch (Peek())
        {
            case (byte)'{':
                return Object();
            case (byte)'[':
                return Array();
            case (byte)'"':
                return Val.From(String());
            case (byte)'t':
                return Word("true", Val.True);
            case (byte)'f':
                return Word("false", Val.False);
            case (byte)'n':
                return Word("null", Val.Null);
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                return Number();
            default:
                throw Unexpected("looking for beginning of value");
        }
    }

    private Val Object()
    {
        Enter();
        SkipSpace();
        var result = new RObj();
        if (Peek() == '}')
        {
            _at++;
        }
        else
        {
            while (true)
            {
                SkipSpace();
                if (Peek() != '"')
                {
                    throw Unexpected("looking for beginning of object key string");
                }

                var key = Val.From(String());
                SkipSpace();
                if (Peek() != ':')
                {
                    throw Unexpected("after object key");
                }

                _at++;
                result.Set(key, Value());
                SkipSpace();
                if (Peek() == '}')
                {
                    _at++;
                    break;
                }

                if (_text[_at] != ',')
                {
                    throw Unexpected("after object key:value pair");
                }

                _at++;
            }
        }

        _depth--;
        result.Freeze();
        return Val.From(result);
    }

    private Val Array()
    {
        Enter();
        SkipSpace();
        var result = new RArr();
        if (Peek() == ']')
        {
            _at++;
        }
        else
        {
            while (true)
            {
                result.Add(Value());
                SkipSpace();
                var next = Peek();
                if (next == ']')
                {
                    _at++;
                    break;
                }

                if (next != ',')
                {
                    throw Unexpected("after array element");
                }

                _at++;
            }
        }

        _depth--;
        result.Freeze();
        return Val.From(result);
    }

    private void Enter()
    {
        _at++;
        if (++_depth > Math.Min(_limits.MaxDepth, Composite.MaxDepth))
        {
            throw new JsonFormatException("exceeded max depth", _at, isLimit: true);
        }
    }

    private Val Word(string word, Val value)
    {
        for (var i = 1; i < word.Length; i++)
        {
            _at++;
            if (Peek() != word[i])
            {
                throw Unexpected($"in literal {word} (expecting '{word[i]}')");
            }
        }

        _at++;
        return value;
    }

    private Val Number()
    {
        var start = _at;
        if (_text[_at] == '-')
        {
            _at++;
            RequireDigit("in numeric literal");
        }

        if (_text[_at] == '0')
        {
            _at++;
        }
        else
        {
            SkipDigits();
        }

        if (_at < _text.Length && _text[_at] == '.')
        {
            _at++;
            RequireDigit("after decimal point in numeric literal");
            SkipDigits();
        }

        if (_at < _text.Length && (_text[_at] is (byte)'e' or (byte)'E'))
        {
            _at++;
            if (_at < _text.Length && (_text[_at] is (byte)'+' or (byte)'-'))
            {
                _at++;
            }

            RequireDigit("in exponent of numeric literal");
            SkipDigits();
        }

        var literal = _text[start.._at];
        if (literal.Length < 19 && System.Buffers.Text.Utf8Parser.TryParse(literal, out long small, out var used) && used == literal.Length)
        {
            return Val.From(small);
        }

        var number = literal.Length > NumberLimits.MaxLength ? default : RNum.FromLiteral(Encoding.ASCII.GetString(literal));
        return number.IsDefined ? number : throw new JsonFormatException("number out of range", start, isLimit: true);
    }

    private void RequireDigit(string where)
    {
        if (Peek() is < (byte)'0' or > (byte)'9')
        {
            throw Unexpected(where);
        }
    }

    private void SkipDigits()
    {
        while (_at < _text.Length && _text[_at] is >= (byte)'0' and <= (byte)'9')
        {
            _at++;
        }
    }

    private string String()
    {
        var start = ++_at;
        var plain = _text[_at..].IndexOfAny(s_endsPlainText);
        _at = plain < 0 ? _text.Length : _at + plain;
        if (Peek() == '"')
        {
            return Encoding.ASCII.GetString(_text[start.._at++]);
        }

        var result = new StringBuilder(Encoding.ASCII.GetString(_text[start.._at]));
        while (Peek() != '"')
        {
            if (_text[_at] == '\\')
            {
                Escape(result);
            }
            else if (_text[_at] < 0x20)
            {
                throw Unexpected("in string literal");
            }
            else
            {
                // Invalid sequences decode to U+FFFD, one per byte as Go does.
                var status = Rune.DecodeFromUtf8(_text[_at..], out var rune, out var consumed);
                result.Append(rune.ToString());
                _at += status == OperationStatus.Done ? consumed : 1;
            }
        }

        _at++;
        return result.ToString();
    }

    private void Escape(StringBuilder result)
    {
        _at++;
        var escape = Peek();
        _at++;
        switch (escape)
        {
            case (byte)'"' or (byte)'\\' or (byte)'/':
                result.Append((char)escape);
                break;
            case (byte)'b':
                result.Append('\b');
                break;
            case (byte)'f':
                result.Append('\f');
                break;
            case (byte)'n':
                result.Append('\n');
                break;
            case (byte)'r':
                result.Append('\r');
                break;
            case (byte)'t':
                result.Append('\t');
                break;
            case (byte)'u':
                Unicode(result);
                break;
            default:
                _at--;
                throw Unexpected("in string escape code");
        }
    }

    private void Unicode(StringBuilder result)
    {
        var unit = Hex4();
        if (!char.IsSurrogate(unit))
        {
            result.Append(unit);
            return;
        }

        if (char.IsHighSurrogate(unit) && _at + 1 < _text.Length && _text[_at] == '\\' && _text[_at + 1] == 'u')
        {
            var back = _at;
            _at += 2;
            var low = Hex4();
            if (char.IsLowSurrogate(low))
            {
                result.Append(unit).Append(low);
                return;
            }

            _at = back;
        }

        result.Append('\uFFFD');
    }

    private char Hex4()
    {
        var unit = 0;
        for (var i = 0; i < 4; i++)
        {
            var digit = Peek();
            if (!char.IsAsciiHexDigit((char)digit))
            {
                throw Unexpected("in \\u hexadecimal character escape");
            }

            unit = (unit << 4) | Convert.ToInt32(((char)digit).ToString(), 16);
            _at++;
        }

        return (char)unit;
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && (_text[_at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
        {
            _at++;
        }
    }

    private readonly byte Peek() =>
        _at < _text.Length ? _text[_at] : throw new JsonFormatException("unexpected end of JSON input", _at);

    private readonly JsonFormatException Unexpected(string where)
    {
        if (_at >= _text.Length)
        {
            return new JsonFormatException("unexpected end of JSON input", _at);
        }

        var character = _text[_at] switch
        {
            (byte)'\'' => @"'\''",
            (byte)'"' => "'\"'",
            var b => "'" + TermPrinter.Quote(((char)b).ToString())[1..^1] + "'",
        };
        return new JsonFormatException($"invalid character {character} {where}", _at);
    }
}
