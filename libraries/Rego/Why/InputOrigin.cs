using System.Collections.Immutable;
using Platform.Rego.Syntax;
using Platform.Rego.Values;

namespace Platform.Rego.Why;

/// <summary>Traces values back to the place in the input that they come from.</summary>
internal static class InputOrigin
{
    private const int Deepest = 16;

    /// <summary>The path into the input whose value a term has, or null if it comes from elsewhere.</summary>
    public static ImmutableArray<Val>? Of(BodyAnalysis analysis, BodyTrace at, Condition? condition, Term term, Val solution) =>
        Of(analysis, at, condition, term, solution, 0);

    /// <summary>What a generated or local variable stands for: the other side of the expression that binds it, or the term itself.</summary>
    public static Term Resolve(BodyTrace at, Condition? condition, Term term)
    {
        for (var steps = 0; term is VarTerm variable && steps < Deepest; steps++)
        {
            var bound = Binding(at, condition, variable.Name);
            if (bound is null)
            {
                return term;
            }

            term = bound;
        }

        return term;
    }

    private static ImmutableArray<Val>? Of(BodyAnalysis analysis, BodyTrace at, Condition? condition, Term term, Val solution, int depth)
    {
        switch (term)
        {
            case VarTerm { Name: "input" }:
                return [];
            case VarTerm v when depth < Deepest:
                for (var index = 0; index < at.Body.Arguments.Length; index++)
                {
                    if (at.Body.Arguments[index] is VarTerm argument && argument.Name == v.Name)
                    {
                        return at.Origins[index];
                    }
                }

                return Binding(at, condition, v.Name) is { } bound ? Of(analysis, at, condition, bound, solution, depth + 1) : null;
            case RefTerm r when Of(analysis, at, condition, r.Head, solution, depth + 1) is { } path:
                foreach (var part in r.Parts.AsSpan(1..))
                {
                    var key = analysis.Value(at, condition, part, solution);
                    if (key.IsUndefined)
                    {
                        return null;
                    }

                    path = path.Add(key);
                }

                return path;
            default:
                return null;
        }
    }

    private static Term? Binding(BodyTrace at, Condition? condition, string name)
    {
        foreach (var expression in at.Held.SelectMany(held => held.Compiled).Concat(condition?.Compiled ?? at.Body.Head))
        {
            if (expression is { Negated: false, Literal: CallLiteral { Arguments: [var left, var right] } call } && call.Is("eq"))
            {
                if (left is VarTerm l && l.Name == name && (right is RefTerm or VarTerm))
                {
                    return right is VarTerm same && same.Name == name ? null : right;
                }

                if (right is VarTerm r && r.Name == name && left is RefTerm)
                {
                    return left;
                }
            }
        }

        return null;
    }
}
