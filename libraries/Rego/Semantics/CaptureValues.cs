using System.Collections.Immutable;
using Platform.Rego.Syntax;

namespace Platform.Rego.Semantics;

/// <summary>
/// Gives each expression of a query that has a value a variable for it. A single expression without iteration may be false; among several, or in a
/// loop, a false one is no solution.
/// </summary>
internal static class CaptureValues
{
    /// <returns>The query to compile, and for each expression that was written the variable that takes its value, or null.</returns>
    public static (ImmutableArray<Expression> Query, IReadOnlyList<(Expression Expression, string? Capture)> Expressions) Apply(
        ImmutableArray<Expression> query, Func<RefTerm, int> arity)
    {
        var tested = query.Length > 1 || Iterates(query);
        var rewritten = ImmutableArray.CreateBuilder<Expression>();
        var expressions = new List<(Expression, string?)>();
        foreach (var expression in query)
        {
            var capture = ValueOf(expression, arity) is null ? null : $"expression {expressions.Count}";
            if (expression.Literal is not SomeLiteral { Symbols: not [CallTerm] })
            {
                expressions.Add((expression, capture));
            }

            if (capture is null)
            {
                rewritten.Add(expression);
                continue;
            }

            var variable = new VarTerm(expression.Span, capture);
            rewritten.Add(expression with { Literal = new CallLiteral(expression.Span, Operator(expression, "eq"), [variable, ValueOf(expression, arity)!]) { Infix = true } });
            if (tested)
            {
                rewritten.Add(new Expression(expression.Span, new TermLiteral(expression.Span, variable)) { Generated = true });
            }
        }

        return (rewritten.ToImmutable(), expressions);
    }

    private static Term? ValueOf(Expression expression, Func<RefTerm, int> arity) => expression switch
    {
        { Negated: true } => null,
        { Literal: TermLiteral t } => t.Term,
        { Literal: CallLiteral c } when !c.Is("assign") && !c.Is("eq") && !c.Is("print") && arity(c.Operator) == c.Arguments.Length =>
            new CallTerm(c.Span, c.Operator, c.Arguments) { Infix = c.Infix },
        _ => null,
    };

    private static RefTerm Operator(Expression expression, string name) => new(expression.Span, [new VarTerm(expression.Span, name)]);

    // A variable between brackets, outside of comprehensions, may take several values; so may walk.
    private static bool Iterates(ImmutableArray<Expression> query)
    {
        var search = new Search();
        search.Body(query);
        return search.Found;
    }

    private sealed class Search : SyntaxRewriter
    {
        public bool Found { get; private set; }

        public override Term Term(Term term)
        {
            Found |= (term is RefTerm r && r.Parts.Skip(1).Any(part => part is VarTerm)) || (term is CallTerm c && c.Operator.DottedName() == "walk");
            return term is ArrayComprehension or SetComprehension or ObjectComprehension ? term : base.Term(term);
        }
    }
}
