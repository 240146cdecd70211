using Platform.Rego.Syntax;

namespace Platform.Rego.Semantics;

/// <summary>Expressions that passes make.</summary>
internal static class Generated
{
    /// <summary><c>left = right</c>, placed where <paramref name="right"/> was.</summary>
    public static Expression Unify(Term left, Term right, Expression? of = null)
    {
        var span = right.Span;
        return new Expression(span, new CallLiteral(span, TermFacts.MakeRef(span, "eq"), [left, right]) { Infix = true })
        {
            Generated = true,
            Withs = of?.Withs ?? [],
        };
    }

    /// <summary><c>f(arguments…, output)</c></summary>
    public static Expression Call(CallTerm call, Term output) =>
        new(call.Span, new CallLiteral(call.Span, call.Operator, [.. call.Arguments, output]) { Infix = call.Infix }) { Generated = true };

    /// <summary>Whether a term has to be evaluated: it holds a reference, a call, a comprehension or a template.</summary>
    public static bool RequiresEvaluation(Term term) => term switch
    {
        RefTerm or CallTerm or Comprehension or TemplateTerm => true,
        ArrayTerm a => a.Items.Any(RequiresEvaluation),
        SetTerm s => s.Items.Any(RequiresEvaluation),
        ObjectTerm o => o.Entries.Any(e => RequiresEvaluation(e.Key) || RequiresEvaluation(e.Value)),
        _ => false,
    };
}
