using System.Collections.Immutable;
using System.Globalization;
using Platform.Rego.Text;

namespace Platform.Rego.Syntax;

internal sealed partial class Parser
{
    // Loosest first: in, relations, |, &, + -, * / %.
    private const int Relations = 1;
    private const int Tightest = 5;

    private static (int Precedence, string Name)? Operator(TokenKind kind) => kind switch
    {
        TokenKind.Equal => (Relations, "equal"),
        TokenKind.NotEqual => (Relations, "neq"),
        TokenKind.Less => (Relations, "lt"),
        TokenKind.LessOrEqual => (Relations, "lte"),
        TokenKind.Greater => (Relations, "gt"),
        TokenKind.GreaterOrEqual => (Relations, "gte"),
        TokenKind.Union => (2, "or"),
        TokenKind.Intersect => (3, "and"),
        TokenKind.Add => (4, "plus"),
        TokenKind.Subtract => (4, "minus"),
        TokenKind.Multiply => (Tightest, "mul"),
        TokenKind.Divide => (Tightest, "div"),
        TokenKind.Remainder => (Tightest, "rem"),
        _ => null,
    };

    /// <param name="keyValue">Whether <c>k, v in xs</c> may be read: not inside lists, where the comma separates.</param>
    /// <param name="left">A first operand that was already read.</param>
    private Term? ReadInfix(bool keyValue, Term? left = null)
    {
        if (!Enter())
        {
            return null;
        }

        var deeper = 0;
        try
        {
            var start = left?.Span ?? Current.Span;
            left = ReadBinary(Relations, left);
            if (left is not null && keyValue && Is(TokenKind.Comma))
            {
                left = ReadKeyMembership(left, start);
            }

            while (left is not null && IsKeyword("in") && !IsKeywordAsReference())
            {
                var op = TermFacts.MakeRef(Current.Span, "internal", "member_2");
                Advance();
                deeper++;
                left = Enter() && ReadBinary(Relations, null) is { } right
                    ? new CallTerm(From(start), op, [left, right]) { Infix = true }
                    : null;
            }

            return left;
        }
        finally
        {
            _depth -= 1 + deeper;
        }
    }

    private Term ReadKeyMembership(Term key, SourceSpan start)
    {
        var mark = Save();
        Advance();
        if (ReadBinary(Relations, null) is { } value && IsKeyword("in"))
        {
            var op = TermFacts.MakeRef(Current.Span, "internal", "member_3");
            Advance();
            if (ReadBinary(Relations, null) is { } domain)
            {
                return new CallTerm(From(start), op, [key, value, domain]) { Infix = true };
            }
        }

        Restore(mark);
        return key;
    }

    // Precedence climbing; every operator is left-associative, so a long chain nests to the left and counts as depth.
    private Term? ReadBinary(int minimum, Term? left)
    {
        if (!Enter())
        {
            return null;
        }

        var deeper = 0;
        try
        {
            var start = left?.Span ?? Current.Span;
            left ??= ReadTerm();
            while (left is not null && Operator(Current.Kind) is { } found && found.Precedence >= minimum)
            {
                var op = TermFacts.MakeRef(Current.Span, found.Name);
                Advance();
                deeper++;
                if (!Enter())
                {
                    deeper--;
                    return null;
                }

                left = ReadBinary(found.Precedence + 1, null) is { } right
                    ? new CallTerm(From(start), op, [left, right]) { Infix = true }
                    : null;
            }

            return left;
        }
        finally
        {
            _depth -= 1 + deeper;
        }
    }

    private Term? ReadTerm()
    {
        if (!Enter())
        {
            return null;
        }

        try
        {
            return ReadPrimary() is { } term ? ReadReference(term, spaceAllowed: false) : null;
        }
        finally
        {
            _depth--;
        }
    }

    private Term? ReadPrimary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Word when !_keywords.Contains(token.Value) || token.Value == "contains" || IsKeywordAsReference():
                Advance();
                return token.Value == "_" ? Wildcard(token.Span) : new VarTerm(token.Span, token.Value);
            case TokenKind.Word when token.Value is "null":
                Advance();
                return new NullTerm(token.Span);
            case TokenKind.Word when token.Value is "true" or "false":
                Advance();
                return new BooleanTerm(token.Span, token.Value == "true");
            case TokenKind.Number or TokenKind.Subtract or TokenKind.Dot:
                return ReadNumber();
            case TokenKind.String or TokenKind.RawString:
                Advance();
                return new StringTerm(token.Span, token.Value) { Raw = token.Kind == TokenKind.RawString };
            case TokenKind.TemplatePart or TokenKind.TemplateEnd:
                return ReadTemplate();
            case TokenKind.LeftBracket:
                return ReadArray();
            case TokenKind.LeftBrace:
                return ReadBraces();
            case TokenKind.LeftParen:
                return ReadParenthesis();
            default:
                Unexpected();
                return null;
        }
    }

    private Term? ReadParenthesis()
    {
        Advance();
        if (ReadInfix(keyValue: true) is not { } inner)
        {
            return null;
        }

        if (!Is(TokenKind.RightParen))
        {
            Error(Current.Span, "non-terminated expression");
            return null;
        }

        Advance();
        return inner;
    }

    private NumberTerm? ReadNumber()
    {
        var start = Current.Span;
        var prefix = "";
        if (Is(TokenKind.Subtract))
        {
            prefix = "-";
            Advance();
            if (Current.Kind is not (TokenKind.Number or TokenKind.Dot))
            {
                Unexpected("expected number");
                return null;
            }
        }

        if (Is(TokenKind.Dot))
        {
            prefix += "0.";
            Advance();
            if (!Is(TokenKind.Number))
            {
                Unexpected("expected number");
                return null;
            }
        }

        var digits = Current.Value;
        if (!prefix.EndsWith('.') && digits.Length > 1 && digits[0] == '0' && digits[1] is not ('.' or 'e' or 'E'))
        {
            Unexpected("expected number without leading zero");
            return null;
        }

        if (prefix.EndsWith('.') && digits.Contains('.', StringComparison.Ordinal))
        {
            Unexpected("invalid float");
            return null;
        }

        Advance();
        if (IsTooBig(digits))
        {
            Error(Last, "number too big");
            return null;
        }

        return new NumberTerm(From(start), prefix + digits);
    }

    // OPA bounds the binary exponent by 10^5, which is about 30,100 decimal places.
    private static bool IsTooBig(string digits)
    {
        var e = digits.IndexOfAny(['e', 'E']);
        if (digits.AsSpan(0, e < 0 ? digits.Length : e).IndexOfAnyExcept('0', '.') < 0)
        {
            return false;
        }

        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var whole = point >= 0 ? point : e >= 0 ? e : digits.Length;
        if (e < 0)
        {
            return whole > 30_103;
        }

        return !long.TryParse(digits.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)
            || Math.Abs(exponent + whole) > 30_103;
    }

    private TemplateTerm? ReadTemplate()
    {
        var start = Current.Span;
        var multiline = Current.Multiline;
        var parts = ImmutableArray.CreateBuilder<Node>();
        while (true)
        {
            if (Current.Value.Length > 0)
            {
                parts.Add(new StringTerm(Current.Span, Current.Value));
            }

            if (Is(TokenKind.TemplateEnd))
            {
                Advance();
                return new TemplateTerm(From(start), parts.ToImmutable(), multiline);
            }

            Advance();
            if (ReadTemplateExpression() is not { } part)
            {
                return null;
            }

            parts.Add(part);
            if (!Is(TokenKind.RightBrace))
            {
                Error(Current.Span, "expected } to end template string expression");
                return null;
            }

            Advance();
            if (Current.Kind is not (TokenKind.TemplatePart or TokenKind.TemplateEnd))
            {
                Unexpected();
                return null;
            }
        }
    }

    private Node? ReadTemplateExpression()
    {
        var errors = _diagnostics.Count;
        if (ReadLiteral() is not { } expression)
        {
            if (_diagnostics.Count == errors)
            {
                Error(Current.Span, "invalid template-string expression");
            }

            return null;
        }

        var wrong = expression switch
        {
            { Negated: true } or { Literal: NotLiteral } => "unexpected negation ('not') in template-string expression",
            { Literal: CallLiteral c } when c.Is("eq") => "unexpected unification ('=') in template-string expression",
            { Literal: CallLiteral c } when c.Is("assign") => "unexpected assignment (':=') in template-string expression",
            { Literal: EveryLiteral } => "unexpected 'every' in template-string expression",
            { Literal: SomeLiteral } => "unexpected 'some' in template-string expression",
            { Literal: AndLiteral } => "unexpected 'and' in template-string expression",
            { Literal: OrLiteral } => "unexpected 'or' in template-string expression",
            _ => null,
        };
        if (wrong is not null)
        {
            Error(expression.Span, wrong);
            return null;
        }

        return expression is { Literal: TermLiteral { Term: var term }, Withs.Length: 0 } && term.IsScalar() ? term : expression;
    }

    private Term? ReadReferenceStartingWith(Term head, bool spaceAllowed = false)
    {
        Advance();
        return ReadReference(head, spaceAllowed);
    }

    // What follows a head: .name, [term], (arguments), each touching what precedes.
    private Term? ReadReference(Term head, bool spaceAllowed)
    {
        var touching = !Current.SpaceBefore || (spaceAllowed && !Current.LineBefore);
        if (!touching || Current.Kind is not (TokenKind.LeftParen or TokenKind.Dot or TokenKind.LeftBracket))
        {
            return head is VarTerm { Name: "data" or "input" } && !spaceAllowed ? new RefTerm(head.Span, [head]) : head;
        }

        if (head is not (VarTerm or ArrayTerm or ObjectTerm or SetTerm or Comprehension or CallTerm))
        {
            Error(head.Span, $"illegal ref (head cannot be {head.KindName()})");
            return null;
        }

        var deeper = 0;
        try
        {
            var parts = ImmutableArray.CreateBuilder<Term>();
            parts.Add(head);
            var first = true;
            while (first || !Current.SpaceBefore)
            {
                first = false;
                switch (Current.Kind)
                {
                    case TokenKind.Dot:
                        Advance();
                        if (!Is(TokenKind.Word) || Current.SpaceBefore)
                        {
                            Unexpected("expected ident");
                            return null;
                        }

                        parts.Add(new StringTerm(Current.Span, Current.Value));
                        Advance();
                        break;
                    case TokenKind.LeftBracket:
                        Advance();
                        if (ReadInfix(keyValue: true) is not { } part)
                        {
                            return null;
                        }

                        if (!Is(TokenKind.RightBracket))
                        {
                            Unexpected("expected [");
                            return null;
                        }

                        parts.Add(part);
                        Advance();
                        break;
                    case TokenKind.LeftParen:
                        deeper++;
                        if (!Enter())
                        {
                            deeper--;
                            return null;
                        }

                        if (ReadCall(new RefTerm(From(head.Span), parts.ToImmutable())) is not { } call)
                        {
                            return null;
                        }

                        if (Current.SpaceBefore || Current.Kind is not (TokenKind.Dot or TokenKind.LeftBracket))
                        {
                            return call;
                        }

                        head = call;
                        parts = ImmutableArray.CreateBuilder<Term>();
                        parts.Add(call);
                        break;
                    default:
                        return new RefTerm(From(head.Span), parts.ToImmutable());
                }
            }

            return new RefTerm(From(head.Span), parts.ToImmutable());
        }
        finally
        {
            _depth -= deeper;
        }
    }

    private Term? ReadCall(RefTerm op)
    {
        Advance();
        if (Is(TokenKind.RightParen))
        {
            Advance();
            return op is { Parts.Length: 1, HeadName: "set" } ? new SetTerm(From(op.Span), []) : new CallTerm(From(op.Span), op, []);
        }

        if (ReadList(TokenKind.RightParen, null) is not { } arguments)
        {
            return null;
        }

        Advance();
        return new CallTerm(From(op.Span), op, arguments);
    }
}
