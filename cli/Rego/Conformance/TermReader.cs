using Platform.Rego.Values;

namespace Platform.Rego.Conformance;

/// <summary>Reads ground Rego terms, as cases give inputs that JSON cannot express.</summary>
internal sealed class TermReader
{
    private readonly string _text;
    private int _at;

    private TermReader(string text) => _text = text;

    internal static Val Read(string text)
    {
        var reader = new TermReader(text);
        var value = reader.Term();
        reader.Space();
        return reader._at == text.Length ? value : throw new FormatException($"rest `{text[reader._at..]}`");
    }

    private Val Term()
    {
        Space();
        switch (_text[_at])
        {
            case '[':
                _at++;
                return Val.ArrayOf([.. Items(']')]);
            case '{':
                _at++;
                return Braces();
            case '"':
                return Scalar(StringEnd());
            case '`':
                var end = _text.IndexOf('`', _at + 1);
                var raw = _text[(_at + 1)..end];
                _at = end + 1;
                return raw;
            default:
                var stop = _text.AsSpan(_at).IndexOfAny(" \n\t,:]})(");
                return Scalar(stop < 0 ? _text.Length : _at + stop);
        }
    }

    private Val Scalar(int end)
    {
        var word = _text[_at..end];
        _at = end;
        if (word != "set")
        {
            return Val.Parse(word);
        }

        _at += "()".Length;
        return RSet.Empty;
    }

    private int StringEnd()
    {
        var end = _at + 1;
        while (_text[end] != '"')
        {
            end += _text[end] == '\\' ? 2 : 1;
        }

        return end + 1;
    }

    private List<Val> Items(char close)
    {
        var items = new List<Val>();
        while (!Take(close))
        {
            items.Add(Term());
            Take(',');
        }

        return items;
    }

    private Val Braces()
    {
        if (Take('}'))
        {
            return RObj.Empty;
        }

        var first = Term();
        if (!Take(':'))
        {
            Take(',');
            return Val.SetOf([first, .. Items('}')]);
        }

        var result = new ObjectBuilder().Set(first, Term());
        while (!Take('}'))
        {
            Take(',');
            if (Take('}'))
            {
                break;
            }

            var key = Term();
            Take(':');
            result.Set(key, Term());
        }

        return result.Build();
    }

    private bool Take(char c)
    {
        Space();
        var here = _at < _text.Length && _text[_at] == c;
        _at += here ? 1 : 0;
        return here;
    }

    private void Space()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }
    }
}
