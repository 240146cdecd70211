using Platform.Rego.Syntax;

namespace Platform.Rego.Semantics;

/// <summary>The lines of a module's rules on which a head or an expression begins; a declaration is none.</summary>
internal sealed class CoverableLines : SyntaxRewriter
{
    private readonly SortedSet<int> _rows = [];

    /// <summary>The file and the lines of each rule.</summary>
    public static IEnumerable<(string File, IReadOnlyCollection<int> Rows)> Of(IEnumerable<Module> modules)
    {
        foreach (var module in modules)
        {
            foreach (var rule in module.Rules)
            {
                var lines = new CoverableLines();
                lines.Rule(rule);
                yield return (module.Source.File, lines._rows);
            }
        }
    }

    public override Rule Rule(Rule rule)
    {
        _rows.Add(rule.Span.Row);
        return base.Rule(rule);
    }

    public override Expression Expression(Expression expression)
    {
        if (expression.Literal is not SomeLiteral { Symbols: not [CallTerm] } && expression.Span.Source is not null)
        {
            _rows.Add(expression.Span.Row);
        }

        return base.Expression(expression);
    }
}
