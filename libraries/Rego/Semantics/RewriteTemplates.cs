using System.Collections.Immutable;
using Platform.Rego.Syntax;

namespace Platform.Rego.Semantics;

/// <summary>
/// <c>$"a {x}"</c> → <c>internal.template_string(["a ", {v | v = x}])</c>: a set, so that undefined is empty rather than undefined.
/// </summary>
internal sealed class RewriteTemplates(LocalNames names) : SyntaxRewriter
{
    public override Term Term(Term term)
    {
        if (term is not TemplateTerm template)
        {
            return base.Term(term);
        }

        if (template.Parts.Length == 0)
        {
            return new StringTerm(template.Span, "");
        }

        if (template.Parts is [StringTerm only])
        {
            return only with { Span = template.Span };
        }

        var parts = template.Parts.Select(Part).ToImmutableArray();
        return new CallTerm(
            template.Span,
            TermFacts.MakeRef(template.Span, "internal", "template_string"),
            [new ArrayTerm(template.Span, parts)]);
    }

    private Term Part(Node part)
    {
        if (part is Term scalar)
        {
            return scalar;
        }

        var expression = Expression((Expression)part);
        var value = names.Fresh(expression.Span);
        Term of = expression.Literal switch
        {
            TermLiteral t => t.Term,
            CallLiteral c => new CallTerm(c.Span, c.Operator, c.Arguments) { Infix = c.Infix },
            _ => throw new InvalidOperationException("the parser lets only terms and calls into templates"),
        };
        var body = Generated.Unify(value, of) with { Withs = expression.Withs };
        return new SetComprehension(expression.Span, value, [body]);
    }
}
