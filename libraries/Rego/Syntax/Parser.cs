using System.Collections.Immutable;
using Platform.Rego.Diagnostics;
using Platform.Rego.Text;

namespace Platform.Rego.Syntax;

/// <summary>
/// Recursive descent over the tokens of one text. A method that fails adds a diagnostic and returns null; a reading that is
/// given up rewinds the diagnostics with the position. Split by what is read: Module, Rules, Literals, Terms, Collections.
/// </summary>
internal sealed partial class Parser
{
    private readonly SourceText _source;
    private readonly RegoVersion _version;
    private readonly DiagnosticBag _diagnostics;
    private readonly ParseLimits _limits;
    private readonly IReadOnlyList<Token> _tokens;
    private readonly IReadOnlyList<Comment> _comments;
    private readonly HashSet<string> _keywords;
    private readonly long _maximumSteps;
    private Dialect _dialect;
    private bool _bodyNot;
    private bool _aborted;
    private int _at;
    private int _depth;
    private int _wildcards;
    private long _steps;

    private Parser(SourceText source, RegoVersion version, DiagnosticBag diagnostics, ParseLimits limits)
    {
        _source = source;
        _version = version;
        _dialect = version == RegoVersion.V0 ? Dialect.V0 : Dialect.V1;
        _diagnostics = diagnostics;
        _limits = limits;
        _keywords = Keywords.For(version);
        if (source.Text.Length > limits.SourceLength)
        {
            diagnostics.Limit(new(source, 0, 0), $"module is longer than {limits.SourceLength} characters");
            (_tokens, _comments, _aborted) = ([new(TokenKind.EndOfFile, new(source, 0, 0), "", false, false)], [], true);
            return;
        }

        (_tokens, _comments) = Lexer.Scan(source, diagnostics);
        _maximumSteps = 1000 + ((long)_tokens.Count * limits.StepsPerToken);
    }

    /// <summary>Reads a module; null when it has errors, which are then in <paramref name="diagnostics"/>.</summary>
    public static Module? ParseModule(SourceText source, RegoVersion version, DiagnosticBag diagnostics, ParseLimits? limits = null)
    {
        var before = diagnostics.Count;
        var module = new Parser(source, version, diagnostics, limits ?? new()).ReadModule();
        return diagnostics.Count > before ? null : module;
    }

    /// <summary>Reads a query: a body without braces, for instance <c>data.a.p = x; x > 1</c>.</summary>
    public static ImmutableArray<Expression>? ParseQuery(
        SourceText source, DiagnosticBag diagnostics, ParseLimits? limits = null, RegoVersion version = RegoVersion.V1)
    {
        var before = diagnostics.Count;
        var parser = new Parser(source, version, diagnostics, limits ?? new());
        var body = parser._aborted ? null : parser.ReadBody(TokenKind.EndOfFile);
        return diagnostics.Count > before ? null : body;
    }

    /// <summary>Reads one term, for instance a case's <c>input_term</c>.</summary>
    public static Term? ParseTerm(SourceText source, DiagnosticBag diagnostics, ParseLimits? limits = null)
    {
        var before = diagnostics.Count;
        var parser = new Parser(source, RegoVersion.V1, diagnostics, limits ?? new());
        var term = parser._aborted ? null : parser.ReadInfix(keyValue: false);
        if (term is not null && parser.Current.Kind != TokenKind.EndOfFile)
        {
            parser.Unexpected();
        }

        return diagnostics.Count > before ? null : term;
    }

    private Token Current => _tokens[_at];

    private Token Following => _tokens[Math.Min(_at + 1, _tokens.Count - 1)];

    private SourceSpan Last => _at > 0 ? _tokens[_at - 1].Span : new(_source, 0, 0);

    private bool Is(TokenKind kind) => _tokens[_at].Kind == kind;

    // At the start of a line a keyword that goes on as a reference is a name, as in `with.x == 1`.
    private bool IsKeyword(string word) => Current.Kind == TokenKind.Word && Current.Value == word && _keywords.Contains(word)
        && !(Current.LineBefore && IsKeywordAsReference());

    /// <summary>A keyword that stands first in a reference, as in <c>in.x</c> or <c>contains[0]</c>.</summary>
    private bool IsKeywordAsReference() => Current.Kind == TokenKind.Word && _keywords.Contains(Current.Value)
        && Following is { SpaceBefore: false, Kind: TokenKind.Dot or TokenKind.LeftBracket };

    private void Advance()
    {
        if (_at < _tokens.Count - 1)
        {
            _at++;
        }
    }

    private SourceSpan From(SourceSpan start) => start.To(Last);

    private readonly record struct Mark(int At, int Diagnostics, int Wildcards);

    private Mark Save() => new(_at, _diagnostics.Count, _wildcards);

    private void Restore(Mark mark)
    {
        if (_aborted)
        {
            return;
        }

        _at = mark.At;
        _wildcards = mark.Wildcards;
        _diagnostics.RewindTo(mark.Diagnostics);
    }

    private bool Enter()
    {
        if (_aborted)
        {
            return false;
        }

        if (++_depth > _limits.Depth)
        {
            Abort($"max parsing recursion depth exceeded: {_limits.Depth}");
            _depth--;
            return false;
        }

        if (++_steps > _maximumSteps)
        {
            Abort("max parsing steps exceeded");
            _depth--;
            return false;
        }

        return true;
    }

    private void Abort(string message)
    {
        _diagnostics.Limit(Current.Span, message);
        _aborted = true;
        _at = _tokens.Count - 1;
    }

    private void Error(SourceSpan at, string message)
    {
        if (!_aborted)
        {
            _diagnostics.Parse(at, message);
        }
    }

    private void Unexpected(string note = "")
    {
        // The lexer has already said what is wrong with an illegal token.
        if (Is(TokenKind.Illegal))
        {
            return;
        }

        var keyword = Current.Kind == TokenKind.Word && _keywords.Contains(Current.Value);
        var shown = keyword ? $"{Current.Value} keyword" : $"{Current.Display} token";
        Error(Current.Span, note.Length > 0 ? $"unexpected {shown}: {note}" : $"unexpected {shown}");
    }

    private VarTerm Wildcard(SourceSpan span) => new(span, $"${_wildcards++}");
}
