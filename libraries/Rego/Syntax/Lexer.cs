using Platform.Rego.Diagnostics;
using Platform.Rego.Text;

namespace Platform.Rego.Syntax;

/// <summary>Turns a source text into tokens and comments, in one pass. Words are not yet keywords: that depends on the module.</summary>
internal sealed class Lexer
{
    private readonly SourceText _source;
    private readonly string _text;
    private readonly DiagnosticBag _diagnostics;
    private readonly List<Token> _tokens = [];
    private readonly List<Comment> _comments = [];

    // Template strings whose expression is being read: whether each is multi-line, and how many braces are open in it.
    private readonly Stack<(bool Multiline, int Braces)> _templates = new();
    private int _at;
    private int _braces;
    private bool _space;
    private bool _line;

    private Lexer(SourceText source, DiagnosticBag diagnostics)
    {
        _source = source;
        _text = source.Text;
        _diagnostics = diagnostics;
    }

    public static (IReadOnlyList<Token> Tokens, IReadOnlyList<Comment> Comments) Scan(SourceText source, DiagnosticBag diagnostics)
    {
        var lexer = new Lexer(source, diagnostics);
        lexer.Run();
        return (lexer._tokens, lexer._comments);
    }

    private char Current => _at < _text.Length ? _text[_at] : '\0';

    private char Next => _at + 1 < _text.Length ? _text[_at + 1] : '\0';

    private void Run()
    {
        if (_text.StartsWith('\uFEFF'))
        {
            _at = 1;
        }

        while (true)
        {
            SkipTrivia();
            if (_at >= _text.Length)
            {
                Emit(TokenKind.EndOfFile, _at, "");
                return;
            }

            ReadToken();
            (_space, _line) = (false, false);
        }
    }

    private void SkipTrivia()
    {
        while (_at < _text.Length)
        {
            switch (_text[_at])
            {
                case '\n':
                    _line = _space = true;
                    _at++;
                    break;
                case ' ' or '\t' or '\r':
                    _space = true;
                    _at++;
                    break;
                case '#':
                    var start = _at;
                    while (_at < _text.Length && _text[_at] != '\n')
                    {
                        _at++;
                    }

                    _space = true;
                    // One inside a template belongs to the template, which is kept as it is spelled.
                    if (_templates.Count == 0)
                    {
                        _comments.Add(new(Span(start), _text[(start + 1).._at].TrimEnd('\r')));
                    }

                    break;
                default:
                    return;
            }
        }
    }

    private void ReadToken()
    {
        var start = _at;
        var c = _text[_at];
        if (IsLetter(c))
        {
            while (IsLetter(Current) || char.IsAsciiDigit(Current))
            {
                _at++;
            }

            Emit(TokenKind.Word, start, _text[start.._at]);
        }
        else if (char.IsAsciiDigit(c))
        {
            ReadNumber(start);
        }
        else if (c == '"')
        {
            ReadString(start);
        }
        else if (c == '`')
        {
            ReadRawString(start);
        }
        else if (c == '$' && Next is '"' or '`')
        {
            _at += 2;
            ReadTemplate(start, multiline: _text[_at - 1] == '`');
        }
        else
        {
            ReadPunctuation(start, c);
        }
    }

    private void ReadNumber(int start)
    {
        SkipDigits();
        if (Current == '.')
        {
            _at++;
            if (!SkipDigits())
            {
                Fail(start, "expected fraction");
                return;
            }
        }

        if (Current is 'e' or 'E')
        {
            _at++;
            if (Current is '+' or '-')
            {
                _at++;
            }

            if (!SkipDigits())
            {
                Fail(start, "expected exponent");
                return;
            }
        }

        if (IsLetter(Current))
        {
            Fail(start, "illegal number format");
            return;
        }

        Emit(TokenKind.Number, start, _text[start.._at]);
    }

    private bool SkipDigits()
    {
        var start = _at;
        while (char.IsAsciiDigit(Current))
        {
            _at++;
        }

        return _at > start;
    }

    private void ReadString(int start)
    {
        _at++;
        var legal = true;
        while (true)
        {
            if (_at >= _text.Length || _text[_at] == '\n')
            {
                Fail(start, "non-terminated string");
                return;
            }

            var c = _text[_at++];
            if (c == '"')
            {
                break;
            }

            if (c == '\\')
            {
                legal &= SkipEscape(template: false);
            }
        }

        var value = legal ? Escapes.Decode(_text.AsSpan(start + 1, _at - start - 2)) : null;
        if (value is null)
        {
            Fail(start, legal ? $"illegal string literal: {_text[start.._at]}" : "illegal escape sequence");
            return;
        }

        Emit(TokenKind.String, start, value);
    }

    private bool SkipEscape(bool template)
    {
        var c = Current;
        if (c is '\\' or '"' or '/' or 'b' or 'f' or 'n' or 'r' or 't' or 'u' || (template && c == '{'))
        {
            _at++;
            return true;
        }

        return false;
    }

    private void ReadRawString(int start)
    {
        var end = _text.IndexOf('`', start + 1);
        if (end < 0)
        {
            _at = _text.Length;
            Fail(start, "non-terminated string");
            return;
        }

        _at = end + 1;
        Emit(TokenKind.RawString, start, _text[(start + 1)..end]);
    }

    // Reads up to the next `{` that opens an expression or to the closing quote; called again after each expression.
    private void ReadTemplate(int start, bool multiline)
    {
        var from = _at;
        var legal = true;
        while (true)
        {
            if (_at >= _text.Length || (!multiline && _text[_at] == '\n'))
            {
                Fail(start, "non-terminated string");
                return;
            }

            var c = _text[_at++];
            if (c == '{' || c == (multiline ? '`' : '"'))
            {
                break;
            }

            if (c == '\\' && (!multiline || Current == '{'))
            {
                legal &= SkipEscape(template: true);
            }
        }

        var content = _text.AsSpan(from, _at - from - 1);
        var value = !legal ? null
            : multiline ? content.ToString().Replace("\\{", "{", StringComparison.Ordinal)
            : Escapes.Decode(content);
        var part = _text[_at - 1] == '{';
        if (part)
        {
            _templates.Push((multiline, _braces));
            _braces = 0;
        }

        if (value is null)
        {
            Fail(start, "illegal escape sequence");
            return;
        }

        _tokens.Add(new(part ? TokenKind.TemplatePart : TokenKind.TemplateEnd, Span(start), value, _space, _line, multiline));
    }

    private void ReadPunctuation(int start, char c)
    {
        _at++;
        switch (c)
        {
            case '{':
                _braces++;
                Emit(TokenKind.LeftBrace, start, "{");
                break;
            case '}':
                Emit(TokenKind.RightBrace, start, "}");
                if (_braces == 0 && _templates.TryPop(out var template))
                {
                    _braces = template.Braces;
                    (_space, _line) = (false, false);
                    ReadTemplate(_at, template.Multiline);
                }
                else
                {
                    _braces = Math.Max(0, _braces - 1);
                }

                break;
            case '[': Emit(TokenKind.LeftBracket, start, "["); break;
            case ']': Emit(TokenKind.RightBracket, start, "]"); break;
            case '(': Emit(TokenKind.LeftParen, start, "("); break;
            case ')': Emit(TokenKind.RightParen, start, ")"); break;
            case ',': Emit(TokenKind.Comma, start, ","); break;
            case '.': Emit(TokenKind.Dot, start, "."); break;
            case ';': Emit(TokenKind.Semicolon, start, ";"); break;
            case '+': Emit(TokenKind.Add, start, "+"); break;
            case '-': Emit(TokenKind.Subtract, start, "-"); break;
            case '*': Emit(TokenKind.Multiply, start, "*"); break;
            case '/': Emit(TokenKind.Divide, start, "/"); break;
            case '%': Emit(TokenKind.Remainder, start, "%"); break;
            case '&': Emit(TokenKind.Intersect, start, "&"); break;
            case '|': Emit(TokenKind.Union, start, "|"); break;
            case ':': WithEquals(start, TokenKind.Colon, TokenKind.Assign); break;
            case '=': WithEquals(start, TokenKind.Unify, TokenKind.Equal); break;
            case '<': WithEquals(start, TokenKind.Less, TokenKind.LessOrEqual); break;
            case '>': WithEquals(start, TokenKind.Greater, TokenKind.GreaterOrEqual); break;
            case '!' when Current == '=': WithEquals(start, TokenKind.NotEqual, TokenKind.NotEqual); break;
            case '!': Fail(start, "illegal ! character"); break;
            default:
                if (char.IsHighSurrogate(c) && char.IsLowSurrogate(Current))
                {
                    _at++;
                }

                Fail(start, "illegal token");
                break;
        }
    }

    private void WithEquals(int start, TokenKind alone, TokenKind followed)
    {
        if (Current == '=')
        {
            _at++;
            Emit(followed, start, _text[start.._at]);
        }
        else
        {
            Emit(alone, start, _text[start.._at]);
        }
    }

    private void Fail(int start, string message)
    {
        _diagnostics.Parse(Span(start), message);
        Emit(TokenKind.Illegal, start, "");
    }

    private void Emit(TokenKind kind, int start, string value) => _tokens.Add(new(kind, Span(start), value, _space, _line));

    private SourceSpan Span(int start) => new(_source, start, _at - start);

    private static bool IsLetter(char c) => char.IsAsciiLetter(c) || c == '_';
}
