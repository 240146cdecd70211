using System.Collections.Immutable;
using Platform.Rego.Syntax;
using Platform.Rego.Text;

namespace Platform.Rego.Semantics;

/// <summary><c>rego.metadata.chain()</c> and <c>rego.metadata.rule()</c> → constants.</summary>
internal sealed class RewriteMetadata(AttachAnnotations annotations) : SyntaxRewriter
{
    private Rule? _rule;

    public override Rule Rule(Rule rule)
    {
        // The branches of an else chain share the annotations of the first.
        var outer = _rule;
        _rule ??= rule;
        var result = base.Rule(rule);
        _rule = outer;
        return result;
    }

    public override Literal Literal(Literal literal)
    {
        // Expanded calls carry their output as the last argument.
        if (literal is CallLiteral { Operator: var op } c && Value(op, c.Span) is { } value)
        {
            return c.Arguments is [var output]
                ? new CallLiteral(c.Span, TermFacts.MakeRef(c.Span, "eq"), [output, value])
                : new TermLiteral(c.Span, value);
        }

        return base.Literal(literal);
    }

    public override Term Term(Term term) => term is CallTerm c && Value(c.Operator, c.Span) is { } value ? value : base.Term(term);

    private Term? Value(RefTerm op, SourceSpan span) => _rule is null ? null : op.DottedName() switch
    {
        "rego.metadata.chain" => new ArrayTerm(span, [.. annotations.Chain(_rule).Select(link => Link(span, link))]),
        "rego.metadata.rule" => annotations.Chain(_rule).First() is { Annotations: { } own } ? Object(span, own) : new ObjectTerm(span, []),
        _ => null,
    };

    private static Term Link(SourceSpan span, (ImmutableArray<Term> Path, Annotations? Annotations) link)
    {
        var path = new ArrayTerm(span, [.. link.Path.Skip(1)]);
        var entries = ImmutableArray.CreateBuilder<ObjectEntry>();
        if (link.Annotations is { } annotations)
        {
            entries.Add(new(new StringTerm(span, "annotations"), Object(span, annotations)));
        }

        entries.Add(new(new StringTerm(span, "path"), path));
        return new ObjectTerm(span, entries.ToImmutable());
    }

    private static ObjectTerm Object(SourceSpan span, Annotations annotations) => new(
        span,
        [
            .. annotations.Fields.Where(f => f.Key != "scope" && !IsEmpty(f.Value)).Select(f => new ObjectEntry(new StringTerm(span, f.Key), f.Value)),
            new(new StringTerm(span, "scope"), new StringTerm(span, annotations.Scope)),
        ]);

    private static bool IsEmpty(Term value) => value is NullTerm or StringTerm { Value: "" } or ArrayTerm { Items.Length: 0 } or ObjectTerm { Entries.Length: 0 }
        or BooleanTerm { Value: false };
}
