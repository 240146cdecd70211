using System.Text;
using Platform.Rego.Values;

namespace Platform.Rego.Syntax;

/// <summary>
/// A module as a JSON tree in which nodes carry their place as <c>row:col:endRow:endCol</c>, the end exclusive: the compact form that the linter
/// Regal works on (RoAST). Generated bodies and values have no place and are left out where nothing was written.
/// </summary>
internal sealed partial class LocatedTree(Module module)
{
    public static ObjectBuilder Write(Module module) => new LocatedTree(module).Write();

    private ObjectBuilder Write()
    {
        var package = Keyword(module.Package, "package").Set("path", Array(module.Package.Path.Parts.Select((part, index) => Term(part, located: index > 0))));
        var general = module.Annotations.Where(IsOfPackage).Select(Annotation).ToList();
        if (general.Count > 0)
        {
            package.Set("annotations", Array(general));
        }

        var result = new ObjectBuilder().Set("package", package.Build());
        if (module.Imports.Length > 0)
        {
            result.Set("imports", Array(module.Imports.Select(Import)));
        }

        if (module.Rules.Length > 0)
        {
            result.Set("rules", Array(module.Rules.Select(rule => Rule(rule, isFirst: true))));
        }

        if (module.Comments.Length > 0)
        {
            result.Set("comments", Array(module.Comments.Select(comment =>
                Val.ObjectOf(("text", Convert.ToBase64String(Encoding.UTF8.GetBytes(comment.Text))), ("location", Place(comment.Span))))));
        }

        return result;
    }

    private static Val Import(Import import)
    {
        var result = Keyword(import, "import").Set("path", Term(import.Path));
        return (import.Alias is { } alias ? result.Set("alias", alias) : result).Build();
    }

    private Val Rule(Rule rule, bool isFirst)
    {
        var result = Node(rule).Set("head", Head(rule.Head));
        if (isFirst && AnnotationsOf(rule).ToList() is { Count: > 0 } own)
        {
            result.Set("annotations", Array(own.Select(Annotation)));
        }

        if (rule.IsDefault)
        {
            result.Set("default", true);
        }
        else if (!rule.GeneratedBody)
        {
            result.Set("body", Body(rule.Body));
        }

        return (rule.Else is { } otherwise ? result.Set("else", Rule(otherwise, isFirst: false)) : result).Build();
    }

    private static Val Head(RuleHead head)
    {
        var result = Node(head).Set("ref", Terms(head.Ref.Parts));
        if (head.Arguments is { Length: > 0 } arguments)
        {
            result.Set("args", Terms(arguments));
        }

        if (head.Assign)
        {
            result.Set("assign", true);
        }

        if (head.Element is { } element)
        {
            result.Set("key", Term(element));
        }
        else if (head.Ref.Parts.Length == 2 && head.Arguments is null)
        {
            result.Set("key", Term(head.Ref.Parts[1]));
        }

        return (head.Value is { } value ? result.Set("value", Term(value, located: !head.GeneratedValue)) : result).Build();
    }

    private static Val Body(IEnumerable<Expression> body) => Array(body.Select(Expression));

    private static Val Expression(Expression expression)
    {
        var result = Node(expression).Set("terms", Literal(expression.Literal));
        if (expression.Negated)
        {
            result.Set("negated", true);
        }

        if (expression.Withs.Length > 0)
        {
            result.Set("with", Array(expression.Withs.Select(With)));
        }

        return result.Build();
    }

    private static Val With(With with) => Keyword(with, "with").Set("target", Term(with.Target)).Set("value", Term(with.Value)).Build();

    private static Val Literal(Literal literal) => literal switch
    {
        TermLiteral t => Term(t.Term),
        CallLiteral c => Terms([c.Operator, .. c.Arguments]),
        SomeLiteral s => Keyword(s, "some").Set("symbols", Terms(s.Symbols)).Build(),
        EveryLiteral e => Keyword(e, "every").Set("key", e.Key is null ? Val.Null : Term(e.Key)).Set("value", Term(e.Value)).Set("domain", Term(e.Domain)).Set("body", Body(e.Body)).Build(),
        NotLiteral n => Val.ObjectOf(("not", Operand(n.Operand))),
        AndLiteral a => Val.ObjectOf(("and", Array([Operand(a.Left), Operand(a.Right)]))),
        OrLiteral o => Val.ObjectOf(("or", Array([Operand(o.Left), Operand(o.Right)]))),
        _ => throw new InvalidOperationException($"unknown literal {literal.GetType().Name}"),
    };

    private static Val Operand(LogicalOperand operand) => Val.ObjectOf(("body", Body(operand.Body)), ("explicit", operand.Explicit));

    private static Val Term(Term term) => Term(term, located: true);

    private static Val Term(Term term, bool located) =>
        (located && term.Span.Source is not null ? Node(term) : new ObjectBuilder()).Set("type", term.KindName()).Set("value", Value(term)).Build();

    private static Val Value(Term term) => term switch
    {
        NullTerm => Val.Null,
        BooleanTerm b => b.Value,
        NumberTerm n => Val.Parse(n.Text),
        StringTerm s => s.Value,
        VarTerm v => v.Name,
        RefTerm r => Terms(r.Parts),
        ArrayTerm a => Terms(a.Items),
        SetTerm s => Terms(s.Items.OrderBy(Rank).ThenBy(TermPrinter.Print, StringComparer.Ordinal)),
        ObjectTerm o => Array(o.Entries.OrderBy(e => Rank(e.Key)).ThenBy(e => TermPrinter.Print(e.Key), StringComparer.Ordinal).Select(e => Array([Term(e.Key), Term(e.Value)]))),
        CallTerm c => Terms([c.Operator, .. c.Arguments]),
        ArrayComprehension c => Val.ObjectOf(("term", Term(c.Item)), ("body", Body(c.Body))),
        SetComprehension c => Val.ObjectOf(("term", Term(c.Item)), ("body", Body(c.Body))),
        ObjectComprehension c => Val.ObjectOf(("key", Term(c.Key)), ("value", Term(c.Value)), ("body", Body(c.Body))),
        TemplateTerm t => Val.ObjectOf(("parts", Array(t.Parts.Select(part => part is Expression e ? Expression(e) : Term((Term)part)))), ("multi_line", t.Multiline)),
        _ => throw new InvalidOperationException($"unknown term {term.GetType().Name}"),
    };

    // OPA's order of kinds, in which the members of sets and the keys of objects stand.
    private static int Rank(Term term) => term switch
    {
        NullTerm => 0,
        BooleanTerm => 1,
        NumberTerm => 2,
        StringTerm => 3,
        VarTerm => 4,
        RefTerm => 5,
        ArrayTerm => 6,
        ObjectTerm => 7,
        SetTerm => 8,
        _ => 9,
    };

    private static ObjectBuilder Node(Node node) => node.Span.Source is null ? new() : new ObjectBuilder().Set("location", Place(node.Span));

    // What begins with a keyword is where the keyword is.
    private static ObjectBuilder Keyword(Node node, string keyword) => new ObjectBuilder().Set("location", Place(node.Span with { Length = keyword.Length }));

    private static Val Place(Text.SourceSpan span) =>
        $"{span.Row}:{span.Column}:{span.Source!.Row(span.End)}:{span.Source.Column(span.End)}";

    private static Val Terms(IEnumerable<Term> terms) => Array(terms.Select(Term));

    private static Val Array(IEnumerable<Val> items) => Val.ArrayOf([.. items]);
}
