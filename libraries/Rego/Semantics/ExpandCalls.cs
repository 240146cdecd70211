using System.Collections.Immutable;
using Platform.Rego.Syntax;

namespace Platform.Rego.Semantics;

/// <summary><c>f(g(x))</c> → <c>g(x, __local0__); f(__local0__)</c>: after it, calls are expressions only.</summary>
internal sealed class ExpandCalls(LocalNames names)
{
    public Rule Rule(Rule rule)
    {
        var body = Body(rule.Body).ToBuilder();
        var extra = new List<Expression>();
        var head = rule.Head with
        {
            Ref = rule.Head.Ref with { Parts = [.. rule.Head.Ref.Parts.Select(p => Term(p, extra))] },
            Arguments = rule.Head.Arguments is { } arguments ? [.. arguments.Select(a => Term(a, extra))] : null,
            Element = rule.Head.Element is null ? null : Term(rule.Head.Element, extra),
            Value = rule.Head.Value is null ? null : Term(rule.Head.Value, extra),
        };
        body.AddRange(extra);
        return rule with { Head = head, Body = body.ToImmutable(), Else = rule.Else is null ? null : Rule(rule.Else) };
    }

    public ImmutableArray<Expression> Body(ImmutableArray<Expression> body)
    {
        var result = ImmutableArray.CreateBuilder<Expression>(body.Length);
        foreach (var expression in body)
        {
            Expand(expression, result);
        }

        return result.ToImmutable();
    }

    private void Expand(Expression expression, ImmutableArray<Expression>.Builder result)
    {
        // Values of `with` are evaluated outside of it.
        var outside = new List<Expression>();
        var withs = expression.Withs.Select(w => w with { Value = Term(w.Value, outside) }).ToImmutableArray();
        result.AddRange(outside);

        var inside = new List<Expression>();
        Literal literal;
        switch (expression.Literal)
        {
            case TermLiteral t:
                literal = t with { Term = Term(t.Term, inside) };
                break;
            case CallLiteral c:
                literal = c with { Arguments = [.. c.Arguments.Select(a => Term(a, inside))] };
                break;
            case EveryLiteral e:
                var domain = names.Fresh(e.Domain.Span);
                Expand(Generated.Unify(domain, e.Domain) with { Withs = withs }, result);
                literal = e with { Domain = domain, Body = Body(e.Body) };
                break;
            case NotLiteral n:
                literal = n with { Operand = Operand(n.Operand) };
                break;
            case AndLiteral a:
                literal = a with { Left = Operand(a.Left), Right = Operand(a.Right) };
                break;
            case OrLiteral o:
                literal = o with { Left = Operand(o.Left), Right = Operand(o.Right) };
                break;
            default:
                literal = expression.Literal;
                break;
        }

        foreach (var extra in inside)
        {
            result.Add(extra with { Withs = withs });
        }

        result.Add(expression with { Literal = literal, Withs = withs });
    }

    private LogicalOperand Operand(LogicalOperand operand) => operand with { Body = Body(operand.Body) };

    private Term Term(Term term, List<Expression> extra)
    {
        StackGuard.Check(term.Span);
        switch (term)
        {
            case CallTerm c:
                var call = c with { Arguments = [.. c.Arguments.Select(a => Term(a, extra))] };
                var output = names.Fresh(c.Span);
                extra.Add(Generated.Call(call, output));
                return output;
            case RefTerm r:
                return r with { Parts = [.. r.Parts.Select(p => Term(p, extra))] };
            case ArrayTerm a:
                return a with { Items = [.. a.Items.Select(i => Term(i, extra))] };
            case SetTerm s:
                return s with { Items = [.. s.Items.Select(i => Term(i, extra))] };
            case ObjectTerm o:
                return o with { Entries = [.. o.Entries.Select(e => new ObjectEntry(Term(e.Key, extra), Term(e.Value, extra)))] };
            case Comprehension c:
                return Comprehension(c);
            default:
                return term;
        }
    }

    private Term Comprehension(Comprehension comprehension)
    {
        var body = Body(comprehension.Body).ToBuilder();
        var extra = new List<Expression>();
        Term Close(Func<ImmutableArray<Expression>, Term> make)
        {
            body.AddRange(extra);
            return make(body.ToImmutable());
        }

        switch (comprehension)
        {
            case ArrayComprehension a:
                var item = Term(a.Item, extra);
                return Close(b => a with { Item = item, Body = b });
            case SetComprehension s:
                var member = Term(s.Item, extra);
                return Close(b => s with { Item = member, Body = b });
            case ObjectComprehension o:
                var key = Term(o.Key, extra);
                var value = Term(o.Value, extra);
                return Close(b => o with { Key = key, Value = value, Body = b });
            default:
                return comprehension;
        }
    }
}
