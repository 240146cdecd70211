using System.Collections.Immutable;
using Platform.Rego.Syntax;

namespace Platform.Rego.Semantics;

/// <summary>
/// <c>p := input.x if …</c> → <c>p := v if { …; v = input.x }</c>, and the same for the heads of comprehensions: after it, heads hold
/// variables and constants only. Parts of a rule's ref and arguments that have to be evaluated are lifted too.
/// </summary>
internal sealed class LiftHeads(LocalNames names) : SyntaxRewriter
{
    public override Rule Rule(Rule rule)
    {
        if (rule.IsDefault)
        {
            return rule with { Head = rule.Head with { Value = rule.Head.Value is null ? null : Term(rule.Head.Value) } };
        }

        var body = Body(rule.Body).ToBuilder();
        var parts = rule.Head.Ref.Parts;
        var head = rule.Head with
        {
            Ref = rule.Head.Ref with { Parts = [parts[0], .. parts.Skip(1).Select(p => Lift(p, body))] },
            Arguments = rule.Head.Arguments is { } arguments ? [.. arguments.Select(a => Pattern(a, body))] : null,
            Element = rule.Head.Element is null ? null : Lift(rule.Head.Element, body),
            Value = rule.Head.Value is null ? null : Lift(rule.Head.Value, body),
        };
        return rule with { Head = head, Body = body.ToImmutable(), Else = rule.Else is null ? null : Rule(rule.Else) };
    }

    public override Comprehension Comprehension(Comprehension comprehension)
    {
        var body = Body(comprehension.Body).ToBuilder();
        switch (comprehension)
        {
            case ArrayComprehension a:
                var item = Lift(a.Item, body);
                return a with { Item = item, Body = body.ToImmutable() };
            case SetComprehension s:
                var member = Lift(s.Item, body);
                return s with { Item = member, Body = body.ToImmutable() };
            case ObjectComprehension o:
                var key = Lift(o.Key, body);
                var value = Lift(o.Value, body);
                return o with { Key = key, Value = value, Body = body.ToImmutable() };
            default:
                return comprehension;
        }
    }

    private Term Lift(Term term, ImmutableArray<Expression>.Builder body)
    {
        if (!Generated.RequiresEvaluation(term))
        {
            return term;
        }

        var variable = names.Fresh(term.Span);
        body.Add(Generated.Unify(variable, Term(term)));
        return variable;
    }

    // An argument is a pattern: only what cannot be matched is lifted out of it.
    private Term Pattern(Term argument, ImmutableArray<Expression>.Builder body) => argument switch
    {
        ArrayTerm a => a with { Items = [.. a.Items.Select(i => Pattern(i, body))] },
        ObjectTerm o when o.Entries.All(e => !Generated.RequiresEvaluation(e.Key)) =>
            o with { Entries = [.. o.Entries.Select(e => new ObjectEntry(e.Key, Pattern(e.Value, body)))] },
        _ => Lift(argument, body),
    };
}
