using Platform.Rego.Values;

namespace Platform.Rego.Syntax;

/// <summary>A module in OPA's JSON form of the syntax tree, without locations.</summary>
internal static class AstJson
{
    public static Val Write(Module module)
    {
        var result = new ObjectBuilder().Set("package", Val.ObjectOf(("path", Terms(module.Package.Path.Parts))));
        if (module.Imports.Length > 0)
        {
            result.Set("imports", Array(module.Imports.Select(Import)));
        }

        if (module.Rules.Length > 0)
        {
            result.Set("rules", Array(module.Rules.Select(Rule)));
        }

        return result.Build();
    }

    private static Val Import(Import import)
    {
        var result = new ObjectBuilder().Set("path", Term(import.Path));
        return (import.Alias is { } alias ? result.Set("alias", alias) : result).Build();
    }

    private static Val Rule(Rule rule)
    {
        var result = new ObjectBuilder().Set("head", Head(rule.Head)).Set("body", Body(rule.Body));
        if (rule.IsDefault)
        {
            result.Set("default", true);
        }

        return (rule.Else is { } otherwise ? result.Set("else", Rule(otherwise)) : result).Build();
    }

    private static Val Head(RuleHead head)
    {
        var result = new ObjectBuilder().Set("ref", Terms(head.Ref.Parts));
        if (head.Ref.Parts.Length == 1 || (head.Ref.Parts.Length == 2 && head.Arguments is null))
        {
            result.Set("name", head.Name);
        }

        if (head.Arguments is { } arguments)
        {
            result.Set("args", Terms(arguments));
        }

        if (head.Element is { } element)
        {
            result.Set("key", Term(element));
        }
        else if (head.Ref.Parts.Length == 2 && head.Arguments is null)
        {
            result.Set("key", Term(head.Ref.Parts[1]));
        }

        if (head.Value is { } value)
        {
            result.Set("value", Term(value));
        }

        return (head.Assign ? result.Set("assign", true) : result).Build();
    }

    private static Val Body(IEnumerable<Expression> body) => Array(body.Select(Expression));

    private static Val Expression(Expression expression, int index)
    {
        var result = new ObjectBuilder().Set("index", index).Set("terms", Literal(expression.Literal));
        if (expression.Negated)
        {
            result.Set("negated", true);
        }

        if (expression.Withs.Length > 0)
        {
            result.Set("with", Array(expression.Withs.Select(w => Val.ObjectOf(("target", Term(w.Target)), ("value", Term(w.Value))))));
        }

        return result.Build();
    }

    private static Val Literal(Literal literal) => literal switch
    {
        TermLiteral t => Term(t.Term),
        CallLiteral c => Terms([c.Operator, .. c.Arguments]),
        SomeLiteral s => Val.ObjectOf(("symbols", Terms(s.Symbols))),
        EveryLiteral e => Val.ObjectOf(
            ("key", e.Key is null ? Val.Null : Term(e.Key)), ("value", Term(e.Value)), ("domain", Term(e.Domain)), ("body", Body(e.Body))),
        NotLiteral n => Val.ObjectOf(("not", Operand(n.Operand))),
        AndLiteral a => Val.ObjectOf(("and", Array([Operand(a.Left), Operand(a.Right)]))),
        OrLiteral o => Val.ObjectOf(("or", Array([Operand(o.Left), Operand(o.Right)]))),
        _ => throw new InvalidOperationException($"unknown literal {literal.GetType().Name}"),
    };

    private static Val Operand(LogicalOperand operand) => Val.ObjectOf(("body", Body(operand.Body)), ("explicit", operand.Explicit));

    private static Val Term(Term term) => Val.ObjectOf(("type", term.KindName()), ("value", Value(term)));

    private static Val Value(Term term) => term switch
    {
        NullTerm => Val.Null,
        BooleanTerm b => b.Value,
        NumberTerm n => Val.Parse(n.Text),
        StringTerm s => s.Value,
        VarTerm v => v.Name,
        RefTerm r => Terms(r.Parts),
        ArrayTerm a => Terms(a.Items),
        SetTerm s => Terms(s.Items),
        ObjectTerm o => Array(o.Entries.Select(e => Array([Term(e.Key), Term(e.Value)]))),
        CallTerm c => Terms([c.Operator, .. c.Arguments]),
        ArrayComprehension c => Val.ObjectOf(("term", Term(c.Item)), ("body", Body(c.Body))),
        SetComprehension c => Val.ObjectOf(("term", Term(c.Item)), ("body", Body(c.Body))),
        ObjectComprehension c => Val.ObjectOf(("key", Term(c.Key)), ("value", Term(c.Value)), ("body", Body(c.Body))),
        TemplateTerm t => Val.ObjectOf(
            ("parts", Array(t.Parts.Select((p, i) => p is Expression e ? Expression(e, i) : Term((Term)p)))), ("multi_line", t.Multiline)),
        _ => throw new InvalidOperationException($"unknown term {term.GetType().Name}"),
    };

    private static Val Terms(IEnumerable<Term> terms) => Array(terms.Select(Term));

    private static Val Array(IEnumerable<Val> items) => Val.ArrayOf([.. items]);
}
