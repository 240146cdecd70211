using System.Collections.Immutable;
using Platform.Rego.Text;

namespace Platform.Rego.Syntax;

internal sealed partial class Parser
{
    // A body up to, and not including, its closing token.
    private ImmutableArray<Expression>? ReadBody(TokenKind end)
    {
        if (!Enter())
        {
            return null;
        }

        try
        {
            if (Is(end))
            {
                Error(Current.Span, "found empty body");
                return null;
            }

            var body = ImmutableArray.CreateBuilder<Expression>();
            while (true)
            {
                var errors = _diagnostics.Count;
                if (ReadLiteral() is not { } literal)
                {
                    return null;
                }

                body.Add(literal);
                if (Is(TokenKind.Semicolon))
                {
                    Advance();
                    continue;
                }

                if (Is(end))
                {
                    return body.ToImmutable();
                }

                if (!Current.LineBefore)
                {
                    if (_diagnostics.Count == errors)
                    {
                        Unexpected($"expected \\n or ; or {Display(end)}");
                    }

                    return null;
                }
            }
        }
        finally
        {
            _depth--;
        }
    }

    private static string Display(TokenKind kind) => new Token(kind, default, "", false, false).Display;

    private Expression? ReadLiteral()
    {
        var start = Current.Span;
        if (ReadLogicalOr() is not { } expression)
        {
            return null;
        }

        if (!IsKeyword("with") || expression.Withs.Length > 0)
        {
            return expression with { Span = From(start) };
        }

        if (ReadWiths() is not { } withs)
        {
            return null;
        }

        return expression with { Withs = withs, Span = From(start) };
    }

    private Expression? ReadLogicalOr()
    {
        var start = Current.Span;
        var left = ReadLogicalAnd(operand: false);
        while (left is not null && IsKeyword("or"))
        {
            Advance();
            left = ReadLogicalAnd(operand: true) is not { } right || !MayBeOperand(left)
                ? null
                : new Expression(From(start), new OrLiteral(From(start), AsOperand(left), AsOperand(right)));
        }

        return left;
    }

    private Expression? ReadLogicalAnd(bool operand)
    {
        var start = Current.Span;
        var left = ReadLogicalNot(operand);
        while (left is not null && IsKeyword("and"))
        {
            Advance();
            left = ReadLogicalNot(operand: true) is not { } right || !MayBeOperand(left)
                ? null
                : new Expression(From(start), new AndLiteral(From(start), AsOperand(left), AsOperand(right)));
        }

        return left;
    }

    private bool MayBeOperand(Expression expression)
    {
        if (expression.Literal is SomeLiteral)
        {
            Error(expression.Span, "unexpected some declaration in operand");
            return false;
        }

        return true;
    }

    // An explicit body travels as an expression of its own until its operator is known.
    private static LogicalOperand AsOperand(Expression expression) => expression.Literal is ExplicitBody body
        ? new(body.Span, body.Body, true)
        : new(expression.Span, [expression], false);

    private sealed record ExplicitBody(SourceSpan Span, ImmutableArray<Expression> Body) : Literal(Span);

    private Expression? ReadLogicalNot(bool operand)
    {
        if (!Enter())
        {
            return null;
        }

        try
        {
            if (!IsKeyword("not") || IsKeywordAsReference())
            {
                return ReadOperand(operand);
            }

            var start = Current.Span;
            Advance();
            if (IsKeyword("some") && !IsKeywordAsReference())
            {
                Unexpected("illegal negation of 'some'");
                return null;
            }

            if (_bodyNot)
            {
                return ReadLogicalNot(operand: true) is { } inner
                    ? new Expression(From(start), new NotLiteral(From(start), AsOperand(inner)))
                    : null;
            }

            if (IsKeyword("every") && !IsKeywordAsReference())
            {
                Unexpected("illegal negation of 'every'");
                return null;
            }

            return ReadSimpleLiteral() is { } negated ? negated with { Negated = true, Span = From(start) } : null;
        }
        finally
        {
            _depth--;
        }
    }

    // Braces and parentheses are a body or a group only where `and`, `or` or the new `not` are; otherwise terms.
    private Expression? ReadOperand(bool operand)
    {
        var logical = _bodyNot || _keywords.Contains("and") || _keywords.Contains("or");
        if (logical && Is(TokenKind.LeftBrace) && TryExplicitBody(operand) is { } body)
        {
            return body;
        }

        if (logical && Is(TokenKind.LeftParen) && TryGroup() is { } group)
        {
            return group;
        }

        return _aborted ? null : ReadSimpleLiteral();
    }

    private Expression? TryExplicitBody(bool operand)
    {
        var mark = Save();
        if (ReadSimpleLiteral() is { } term && term is not { Literal: TermLiteral { Term: SetTerm } } && EndsOperand(operand))
        {
            Restore(mark);
            return null;
        }

        Restore(mark);
        var start = Current.Span;
        if (!_aborted && ReadBracedBody() is { } body && EndsOperand(operand))
        {
            return new Expression(From(start), new ExplicitBody(From(start), body));
        }

        Restore(mark);
        return null;
    }

    private Expression? TryGroup()
    {
        var mark = Save();
        Advance();
        if (ReadLiteral() is { } inner && (inner.Withs.Length > 0 || inner.Literal is AndLiteral or OrLiteral or NotLiteral || inner.Negated)
            && Is(TokenKind.RightParen))
        {
            Advance();
            return inner;
        }

        Restore(mark);
        return null;
    }

    private bool EndsOperand(bool operand) =>
        IsKeyword("and") || IsKeyword("or")
        || (operand && (Current.LineBefore || IsKeyword("with") || Current.Kind is TokenKind.Semicolon or TokenKind.RightBrace
            or TokenKind.RightBracket or TokenKind.RightParen or TokenKind.EndOfFile));

    private Expression? ReadSimpleLiteral()
    {
        if (IsKeywordAsReference())
        {
            return ReadExpression();
        }

        return IsKeyword("some") ? ReadSome() : IsKeyword("every") ? ReadEvery() : ReadExpression();
    }

    private ImmutableArray<With>? ReadWiths()
    {
        var withs = ImmutableArray.CreateBuilder<With>();
        while (IsKeyword("with"))
        {
            var start = Current.Span;
            Advance();
            if (!Is(TokenKind.Word) || (_keywords.Contains(Current.Value) && !IsKeywordAsReference()))
            {
                Unexpected("expected ident");
                return null;
            }

            var target = ReadReferenceStartingWith(new VarTerm(Current.Span, Current.Value));
            if (target is null)
            {
                return null;
            }

            if (target is not (VarTerm or RefTerm))
            {
                Unexpected("expected with target path");
                return null;
            }

            if (!IsKeyword("as"))
            {
                Unexpected("expected as keyword");
                return null;
            }

            Advance();
            if (ReadInfix(keyValue: true) is not { } value)
            {
                return null;
            }

            withs.Add(new(From(start), target as RefTerm ?? new RefTerm(target.Span, [target]), value));
        }

        return withs.ToImmutable();
    }

    private Expression? ReadSome()
    {
        var start = Current.Span;
        Advance();
        var mark = Save();
        if (ReadInfix(keyValue: true) is CallTerm call)
        {
            var arity = call.Operator.DottedName() switch { "internal.member_2" => 2, "internal.member_3" => 3, _ => 0 };
            if (arity == 0)
            {
                Unexpected("expected `x in xs` or `x, y in xs` expression");
                return null;
            }

            if (call.Arguments.Length != arity)
            {
                Unexpected("illegal domain");
                return null;
            }

            return new Expression(From(start), new SomeLiteral(From(start), [call]));
        }

        Restore(mark);
        var symbols = ImmutableArray.CreateBuilder<Term>();
        while (true)
        {
            if (!Is(TokenKind.Word) || _keywords.Contains(Current.Value))
            {
                Unexpected("expected var");
                return null;
            }

            symbols.Add(Current.Value == "_" ? Wildcard(Current.Span) : new VarTerm(Current.Span, Current.Value));
            Advance();
            if (!Is(TokenKind.Comma))
            {
                break;
            }

            Advance();
        }

        return new Expression(From(start), new SomeLiteral(From(start), symbols.ToImmutable()));
    }

    private Expression? ReadEvery()
    {
        var start = Current.Span;
        Advance();
        if (ReadInfix(keyValue: true) is not { } term)
        {
            return null;
        }

        if (term is not CallTerm call || call.Operator.DottedName() is not ("internal.member_2" or "internal.member_3"))
        {
            Unexpected("expected `x[, y] in xs { ... }` expression");
            return null;
        }

        var key = call.Arguments.Length == 3 ? call.Arguments[0] : null;
        var value = call.Arguments[^2];
        if (key is not null and not VarTerm)
        {
            Unexpected("expected key to be a variable");
            return null;
        }

        if (value is not VarTerm)
        {
            Unexpected("expected value to be a variable");
            return null;
        }

        if (!Is(TokenKind.LeftBrace))
        {
            Unexpected("missing body");
            return null;
        }

        return ReadBracedBody() is { } body
            ? new Expression(From(start), new EveryLiteral(From(start), key, value, call.Arguments[^1], body))
            : null;
    }

    private Expression? ReadExpression()
    {
        var start = Current.Span;
        if (ReadInfix(keyValue: true) is not { } left)
        {
            return null;
        }

        if (Is(TokenKind.Assign) || Is(TokenKind.Unify))
        {
            var op = TermFacts.MakeRef(Current.Span, Is(TokenKind.Assign) ? "assign" : "eq");
            Advance();
            return ReadInfix(keyValue: true) is { } right
                ? new Expression(From(start), new CallLiteral(From(start), op, [left, right]) { Infix = true })
                : null;
        }

        Literal literal = left is CallTerm call
            ? new CallLiteral(From(start), call.Operator, call.Arguments) { Infix = call.Infix }
            : new TermLiteral(From(start), left);
        return new Expression(From(start), literal);
    }
}
