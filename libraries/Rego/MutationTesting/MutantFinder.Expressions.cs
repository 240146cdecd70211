using System.Collections.Immutable;
using Platform.Rego.Syntax;

namespace Platform.Rego.MutationTesting;

internal sealed partial class MutantFinder
{
    private static readonly Dictionary<string, string> Comparisons = new(StringComparer.Ordinal)
    {
        ["equal"] = "!=", ["neq"] = "==", ["lt"] = "<=", ["lte"] = "<", ["gt"] = ">=", ["gte"] = ">",
    };

    private static readonly Dictionary<string, string> Others = new(StringComparer.Ordinal)
    {
        ["plus"] = "-", ["minus"] = "+", ["mul"] = "/", ["div"] = "*", ["rem"] = "*", ["and"] = "|", ["or"] = "&",
    };

    private void Body(ImmutableArray<Expression> body)
    {
        for (var i = 0; i < body.Length; i++)
        {
            Expression(body[i]);
            Quantifier(body, i);
        }
    }

    private void Expression(Expression expression)
    {
        var declares = expression.Literal is SomeLiteral || (expression.Literal is CallLiteral call && call.Is("assign"));
        if (expression.Negated)
        {
            Add(MutationOperator.Negate, expression.Span.Start, expression.Literal.Span.Start, "");
        }
        else if (!declares && expression.Literal is TermLiteral or CallLiteral)
        {
            Add(MutationOperator.Negate, expression.Span.Start, expression.Span.Start, "not ");
        }

        if (!declares)
        {
            Add(MutationOperator.DropExpression, expression.Span, "true");
        }

        Literal(expression.Literal);
        foreach (var with in expression.Withs)
        {
            Term(with.Value);
        }
    }

    private void Literal(Literal literal)
    {
        switch (literal)
        {
            case TermLiteral { Term: var term }:
                Term(term);
                break;
            case CallLiteral call:
                Call(call.Operator, call.Arguments, call.Infix);
                break;
            case SomeLiteral { Symbols: [CallTerm membership] }:
                Term(membership.Arguments[^1]);
                break;
            case EveryLiteral every:
                Term(every.Domain);
                Body(every.Body);
                break;
            case NotLiteral not:
                Body(not.Operand.Body);
                break;
            case AndLiteral and:
                Logical(and.Left, and.Right, "and", "or");
                break;
            case OrLiteral or:
                Logical(or.Left, or.Right, "or", "and");
                break;
        }
    }

    private void Logical(LogicalOperand left, LogicalOperand right, string word, string other)
    {
        var between = _text[left.Span.End..right.Span.Start];
        if (between.Trim(' ', '\t', '\n', '\r', '(', ')') == word)
        {
            var at = left.Span.End + between.IndexOf(word, StringComparison.Ordinal);
            Add(MutationOperator.SwapOperator, at, at + word.Length, other);
        }

        Body(left.Body);
        Body(right.Body);
    }

    private void Call(RefTerm op, ImmutableArray<Term> arguments, bool infix)
    {
        var name = op.Parts.Length == 1 ? op.HeadName! : op.DottedName();
        // What is bound is no check, and a pattern is no value.
        if (infix && name is "assign" or "eq")
        {
            Term(arguments[^1]);
            return;
        }

        if (infix && arguments.Length == 2)
        {
            if (Comparisons.TryGetValue(name, out var comparison))
            {
                Add(MutationOperator.SwapComparison, op.Span, comparison);
            }
            else if (Others.TryGetValue(name, out var other))
            {
                Add(MutationOperator.SwapOperator, op.Span, other);
            }

            Widen(name, arguments[0], arguments[1]);
        }

        foreach (var argument in arguments)
        {
            Term(argument);
        }
    }

    private void Widen(string name, Term left, Term right)
    {
        if (name == "internal.member_2" && !left.IsConstant())
        {
            Add(MutationOperator.Widen, right.Span, $"[{Text(left.Span)}]");
        }
        else if (name == "equal" && right is StringTerm && !left.IsConstant())
        {
            Add(MutationOperator.Widen, right.Span, Text(left.Span));
        }
        else if (name == "equal" && left is StringTerm && !right.IsConstant())
        {
            Add(MutationOperator.Widen, left.Span, Text(right.Span));
        }
    }

    // `every` binds for its own body, `some` for all that follows: each takes what the other has.
    private void Quantifier(ImmutableArray<Expression> body, int at)
    {
        var (expression, last) = (body[at], body[^1]);
        if (expression.Literal is SomeLiteral { Symbols: [CallTerm] } some && at < body.Length - 1)
        {
            var declared = _text[(some.Span.Start + "some".Length)..some.Span.End].Trim();
            Add(MutationOperator.SwapQuantifier, expression.Span.Start, last.Span.End, $"every {declared} {{ {_text[expression.Span.End..last.Span.End].TrimStart(' ', '\t', ';')}\n}}");
        }
        else if (expression.Literal is EveryLiteral every)
        {
            var symbols = every.Key is null ? Text(every.Value.Span) : $"{Text(every.Key.Span)}, {Text(every.Value.Span)}";
            var flat = $"some {symbols} in {Text(every.Domain.Span)}\n{_text[every.Body[0].Span.Start..every.Body[^1].Span.End]}";
            var alone = _text[..expression.Span.Start].TrimEnd().EndsWith(" if", StringComparison.Ordinal);
            Add(MutationOperator.SwapQuantifier, expression.Span, alone ? $"{{ {flat} }}" : flat);
        }
    }
}
