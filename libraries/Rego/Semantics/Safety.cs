using Platform.Rego.Syntax;

namespace Platform.Rego.Semantics;

/// <summary>Which variables an expression binds when others are already bound (OPA's output variables).</summary>
internal static class Safety
{
    public const Skip Visible = Skip.Closures | Skip.CallHead;

    /// <param name="arity">The number of inputs of a function, or -1 when it is unknown.</param>
    public static HashSet<string> Outputs(Expression expression, Func<RefTerm, int> arity, IReadOnlySet<string> safe)
    {
        if (expression.Negated)
        {
            return Empty();
        }

        foreach (var with in expression.Withs)
        {
            if (!with.IsFunctionValue && !Variables.Of(with.Value, Visible).IsSubsetOf(safe))
            {
                return Empty();
            }
        }

        switch (expression.Literal)
        {
            case TermLiteral t:
                return OutputsOfReferences([t.Term], safe);
            case CallLiteral { Arguments: [var left, var right] } c when c.Is("eq"):
                return OutputsOfEquality(left, right, safe);
            case CallLiteral c:
                var inputs = arity(c.Operator);
                return inputs < 0 ? Empty() : OutputsOfCall(c, inputs, safe);
            case EveryLiteral e:
                return OutputsOfReferences([e.Domain], safe);
            default:
                return Empty();
        }
    }

    public static HashSet<string> OutputsOfEquality(Term left, Term right, IReadOnlySet<string> safe)
    {
        var output = OutputsOfReferences([left, right], safe);
        output.UnionWith(safe);
        output.UnionWith(UnificationClosure.Of(output, left, right));
        output.ExceptWith(safe);
        return output;
    }

    private static HashSet<string> Empty() => new(StringComparer.Ordinal);

    private static HashSet<string> OutputsOfCall(CallLiteral call, int inputs, IReadOnlySet<string> safe)
    {
        const Skip skip = Skip.Closures | Skip.Sets | Skip.ObjectKeys | Skip.RefHead | Skip.CallHead;
        var output = OutputsOfReferences(call.Arguments, safe);
        if (inputs >= call.Arguments.Length)
        {
            return output;
        }

        var required = Empty();
        foreach (var argument in call.Arguments.AsSpan(..inputs))
        {
            Variables.Add(argument, skip, required);
        }

        if (required.Any(v => !output.Contains(v) && !safe.Contains(v)))
        {
            return Empty();
        }

        foreach (var argument in call.Arguments.AsSpan(inputs..))
        {
            Variables.Add(argument, skip, output);
        }

        return output;
    }

    // The variables between brackets of references whose head is bound.
    private static HashSet<string> OutputsOfReferences(IEnumerable<Term> terms, IReadOnlySet<string> safe)
    {
        var output = Empty();
        foreach (var term in terms)
        {
            Walk(term, safe, output);
        }

        return output;
    }

    private static void Walk(Term term, IReadOnlySet<string> safe, HashSet<string> output)
    {
        switch (term)
        {
            case RefTerm r:
                if (!IsSafe(r.Head, safe))
                {
                    return;
                }

                foreach (var part in r.Parts.AsSpan(1..))
                {
                    Variables.Add(part, Skip.RefHead | Skip.Closures | Skip.CallHead, output);
                    Walk(part, safe, output);
                }

                if (r.Head is not VarTerm)
                {
                    Walk(r.Head, safe, output);
                }

                break;
            case ArrayTerm a:
                WalkAll(a.Items, safe, output);
                break;
            case SetTerm s:
                WalkAll(s.Items, safe, output);
                break;
            case ObjectTerm o:
                foreach (var entry in o.Entries)
                {
                    Walk(entry.Key, safe, output);
                    Walk(entry.Value, safe, output);
                }

                break;
            case CallTerm c:
                WalkAll(c.Arguments, safe, output);
                break;
        }
    }

    private static void WalkAll(IEnumerable<Term> terms, IReadOnlySet<string> safe, HashSet<string> output)
    {
        foreach (var term in terms)
        {
            Walk(term, safe, output);
        }
    }

    private static bool IsSafe(Term head, IReadOnlySet<string> safe) =>
        head is VarTerm v ? safe.Contains(v.Name) : Variables.Of(head, Visible).IsSubsetOf(safe);
}
