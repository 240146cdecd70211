using System.Collections.Immutable;
using Platform.Rego.Syntax;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins.SyntaxTrees;

/// <summary>Modules as OPA's JSON shows them, without places and annotations.</summary>
internal static class SyntaxJson
{
    public static Val Of(Module module)
    {
        var result = new ObjectBuilder().Set("package", Val.ObjectOf(("path", Parts(module.Package.Path))));
        if (module.Imports.Length > 0)
        {
            result.Set("imports", List(module.Imports, OfImport));
        }

        if (module.Rules.Length > 0)
        {
            result.Set("rules", List(module.Rules, OfRule));
        }

        if (module.Comments.Length > 0)
        {
            result.Set("comments", List(module.Comments, OfComment));
        }

        return result.Build();
    }

    private static Val OfImport(Import import)
    {
        var result = new ObjectBuilder().Set("path", Of(import.Path));
        return (import.Alias is { } alias ? result.Set("alias", alias) : result).Build();
    }

    private static Val OfComment(Comment comment) => Val.ObjectOf(
        ("Text", Convert.ToBase64String(Utf8Text.Encode(comment.Text))),
        ("Location", Val.ObjectOf(("file", comment.Span.File), ("row", (long)comment.Row), ("col", (long)comment.Column))));

    private static Val OfRule(Rule rule)
    {
        var result = new ObjectBuilder().Set("head", OfHead(rule.Head)).Set("body", OfBody(rule.Body));
        if (rule.IsDefault)
        {
            result.Set("default", true);
        }

        if (rule.Else is { } other)
        {
            result.Set("else", OfRule(other));
        }

        return result.Build();
    }

    private static Val OfHead(RuleHead head)
    {
        var result = new ObjectBuilder().Set("ref", Parts(head.Ref));
        if (head.Ref.Parts.Length == 1)
        {
            result.Set("name", head.Name);
        }

        if (head.Arguments is { Length: > 0 } arguments)
        {
            result.Set("args", List(arguments, Of));
        }

        if (head.Element is { } element)
        {
            result.Set("key", Of(element));
        }

        if (head.Value is { } value)
        {
            result.Set("value", Of(value));
        }

        if (head.Assign)
        {
            result.Set("assign", true);
        }

        return result.Build();
    }

    private static Val OfBody(ImmutableArray<Expression> body)
    {
        // Bodies that were not written are true.
        if (body.IsDefaultOrEmpty)
        {
            return Val.ArrayOf(Val.ObjectOf(("index", 0L), ("terms", Typed("boolean", true))));
        }

        var result = new ArrayBuilder(body.Length);
        for (int i = 0; i < body.Length; i++)
        {
            result.Add(OfExpression(body[i], i));
        }

        return result.Build();
    }

    private static Val OfExpression(Expression expression, int index)
    {
        var result = new ObjectBuilder().Set("index", (long)index).Set("terms", OfLiteral(expression.Literal));
        if (expression.Negated)
        {
            result.Set("negated", true);
        }

        if (expression.Generated)
        {
            result.Set("generated", true);
        }

        if (expression.Withs.Length > 0)
        {
            result.Set("with", List(expression.Withs, with => Val.ObjectOf(("target", Of(with.Target)), ("value", Of(with.Value)))));
        }

        return result.Build();
    }

    private static Val OfLiteral(Literal literal) => literal switch
    {
        TermLiteral l => Of(l.Term),
        CallLiteral l => Call(l.Operator, l.Arguments),
        SomeLiteral l => Val.ObjectOf(("symbols", List(l.Symbols, Of))),
        EveryLiteral l => Val.ObjectOf(
            ("key", l.Key is null ? Val.Null : Of(l.Key)), ("value", Of(l.Value)), ("domain", Of(l.Domain)), ("body", OfBody(l.Body))),
        NotLiteral l => Val.ObjectOf(("not", OfBody(l.Operand.Body))),
        AndLiteral l => Val.ObjectOf(("and", Val.ArrayOf(OfBody(l.Left.Body), OfBody(l.Right.Body)))),
        OrLiteral l => Val.ObjectOf(("or", Val.ArrayOf(OfBody(l.Left.Body), OfBody(l.Right.Body)))),
        _ => throw new InvalidOperationException($"no JSON for {literal.GetType().Name}"),
    };

    private static Val Of(Term term) => term switch
    {
        NullTerm => Typed("null", RObj.Empty),
        BooleanTerm t => Typed("boolean", t.Value),
        NumberTerm t => Typed("number", Number.TryParse(t.Text, out Number number) ? number : throw new BuiltinException($"illegal number {t.Text}")),
        StringTerm t => Typed("string", t.Value),
        VarTerm t => Typed("var", t.Name),
        RefTerm t => Typed("ref", Parts(t)),
        ArrayTerm t => Typed("array", List(t.Items, Of)),
        SetTerm t => Typed("set", List(t.Items, Of)),
        ObjectTerm t => Typed("object", List(t.Entries, entry => Val.ArrayOf(Of(entry.Key), Of(entry.Value)))),
        ArrayComprehension t => Typed("arraycomprehension", Val.ObjectOf(("term", Of(t.Item)), ("body", OfBody(t.Body)))),
        SetComprehension t => Typed("setcomprehension", Val.ObjectOf(("term", Of(t.Item)), ("body", OfBody(t.Body)))),
        ObjectComprehension t => Typed("objectcomprehension", Val.ObjectOf(("key", Of(t.Key)), ("value", Of(t.Value)), ("body", OfBody(t.Body)))),
        CallTerm t => Typed("call", Call(t.Operator, t.Arguments)),
        TemplateTerm t => Typed("templatestring", Val.ObjectOf(
            ("parts", List(t.Parts, part => part is Term text ? Of(text) : OfExpression((Expression)part, 0))), ("multi_line", t.Multiline))),
        _ => throw new InvalidOperationException($"no JSON for {term.GetType().Name}"),
    };

    private static Val Typed(string type, Val value) => Val.ObjectOf(("type", type), ("value", value));

    private static Val Parts(RefTerm reference) => List(reference.Parts, Of);

    private static Val Call(RefTerm name, ImmutableArray<Term> arguments) => Val.From(RArr.Of([Of(name), .. arguments.Select(Of)]));

    private static Val List<T>(ImmutableArray<T> items, Func<T, Val> json)
    {
        var result = new ArrayBuilder(items.Length);
        foreach (T item in items)
        {
            result.Add(json(item));
        }

        return result.Build();
    }
}
