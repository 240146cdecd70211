using System.Collections.Immutable;
using Platform.Rego.Diagnostics;
using Platform.Rego.Syntax;

namespace Platform.Rego.Semantics;

/// <summary><c>print(a, b)</c> → <c>internal.print([{v | v = a}, {v | v = b}])</c>, or nothing when print calls are erased.</summary>
internal sealed class RewritePrint(LocalNames names, CompileOptions options, DiagnosticBag diagnostics) : SyntaxRewriter
{
    public override ImmutableArray<Expression> Body(ImmutableArray<Expression> body)
    {
        var result = ImmutableArray.CreateBuilder<Expression>(body.Length);
        foreach (var expression in body)
        {
            if (expression.Literal is not CallLiteral c || !c.Is("print"))
            {
                result.Add(Expression(expression));
            }
            else if (options.PrintCalls)
            {
                result.Add(expression with { Literal = Print(c) });
            }
            else if (body.Length == 1)
            {
                result.Add(expression with { Literal = new TermLiteral(expression.Span, new BooleanTerm(expression.Span, true)), Withs = [] });
            }
        }

        if (result.Count == 0)
        {
            result.Add(new(body[0].Span, new TermLiteral(body[0].Span, new BooleanTerm(body[0].Span, true))));
        }

        return result.ToImmutable();
    }

    public override Term Term(Term term)
    {
        if (term is CallTerm { Operator: { Parts.Length: 1, HeadName: "print" } } c)
        {
            diagnostics.Compile(c.Span, "print() cannot be used as a value");
            return new BooleanTerm(c.Span, true);
        }

        return base.Term(term);
    }

    private CallLiteral Print(CallLiteral call)
    {
        var sets = call.Arguments.Select(argument =>
        {
            var value = names.Fresh(argument.Span);
            return (Term)new SetComprehension(argument.Span, value, [Generated.Unify(value, Term(argument))]);
        });
        return call with
        {
            Operator = TermFacts.MakeRef(call.Operator.Span, "internal", "print"),
            Arguments = [new ArrayTerm(call.Span, [.. sets])],
        };
    }
}
