using System.Collections.Immutable;
using Platform.Rego.Syntax;

namespace Platform.Rego.Semantics;

/// <summary>
/// <c>count(input.xs[i])</c> → <c>v = input.xs[i]; count(v)</c>: after it, references and comprehensions stand alone or on a side of <c>=</c>,
/// and the parts of references are variables or constants.
/// </summary>
internal sealed class LiftDynamicTerms(LocalNames names) : SyntaxRewriter
{
    public override Rule Rule(Rule rule) => rule with
    {
        Head = rule.Head with { Value = rule is { IsDefault: true, Head.Value: { } value } ? Term(value) : rule.Head.Value },
        Body = Body(rule.Body),
        Else = rule.Else is null ? null : Rule(rule.Else),
    };

    public override ImmutableArray<Expression> Body(ImmutableArray<Expression> body)
    {
        var result = ImmutableArray.CreateBuilder<Expression>(body.Length);
        foreach (var expression in body)
        {
            var literal = expression.Literal switch
            {
                TermLiteral t => t with { Term = Outer(t.Term, expression, result) },
                CallLiteral { Arguments.Length: 2 } c when c.Is("eq") => c with
                {
                    Arguments = [Outer(c.Arguments[0], expression, result), Outer(c.Arguments[1], expression, result)],
                },
                CallLiteral c => c with { Arguments = [.. c.Arguments.Select(a => Inner(a, expression, result))] },
                EveryLiteral e => e with { Domain = Inner(e.Domain, expression, result), Body = Body(e.Body) },
                _ => Literal(expression.Literal),
            };
            result.Add(expression with { Literal = literal });
        }

        return result.ToImmutable();
    }

    // A term that may stay where it is; what is inside of it is lifted.
    private Term Outer(Term term, Expression of, ImmutableArray<Expression>.Builder result) => term switch
    {
        RefTerm r => r with { Parts = [Head(r.Parts[0], of, result), .. r.Parts.Skip(1).Select(p => Inner(p, of, result))] },
        Comprehension c => Comprehension(c),
        _ => Inner(term, of, result),
    };

    private Term Head(Term head, Expression of, ImmutableArray<Expression>.Builder result) =>
        head is VarTerm ? head : Inner(head, of, result) switch
        {
            VarTerm v => v,
            var composite => Lift(composite, of, result),
        };

    private Term Inner(Term term, Expression of, ImmutableArray<Expression>.Builder result)
    {
        StackGuard.Check(term.Span);
        return term switch
        {
            RefTerm or Syntax.Comprehension => Lift(Outer(term, of, result), of, result),
            ArrayTerm a => a with { Items = [.. a.Items.Select(i => Inner(i, of, result))] },
            SetTerm s => s with { Items = [.. s.Items.Select(i => Inner(i, of, result))] },
            ObjectTerm o => o with
            {
                Entries = [.. o.Entries.Select(e => new ObjectEntry(Inner(e.Key, of, result), Inner(e.Value, of, result)))],
            },
            _ => term,
        };
    }

    private VarTerm Lift(Term term, Expression of, ImmutableArray<Expression>.Builder result)
    {
        var variable = names.Fresh(term.Span);
        result.Add(Generated.Unify(variable, term, of));
        return variable;
    }
}
