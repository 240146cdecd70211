using Platform.Rego.Syntax;

namespace Platform.Rego.Semantics;

/// <summary>The variables that <c>a = b</c> binds: what one side knows, the other learns. Object keys and set members never learn.</summary>
internal sealed class UnificationClosure
{
    private const Skip Destructurable = Skip.RefHead | Skip.ObjectKeys | Skip.Closures | Skip.Sets | Skip.CallHead;

    private readonly IReadOnlySet<string> _safe;
    private readonly HashSet<string> _unified = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _unknown = new(StringComparer.Ordinal);

    private UnificationClosure(IReadOnlySet<string> safe) => _safe = safe;

    public static HashSet<string> Of(IReadOnlySet<string> safe, Term a, Term b)
    {
        var closure = new UnificationClosure(safe);
        closure.Unify(a, b);
        return closure._unified;
    }

    private void Unify(Term a, Term b)
    {
        switch (a, b)
        {
            case (VarTerm x, VarTerm y):
                if (IsSafe(y.Name))
                {
                    MarkSafe(x.Name);
                }
                else if (IsSafe(x.Name))
                {
                    MarkSafe(y.Name);
                }
                else
                {
                    MarkUnknown(x.Name, y.Name);
                    MarkUnknown(y.Name, x.Name);
                }

                break;
            case (VarTerm x, ArrayTerm or ObjectTerm):
                UnifyAll(x.Name, b);
                break;
            case (VarTerm x, SetTerm):
                if (Variables.Of(b, Skip.RefHead | Skip.Closures | Skip.CallHead).All(IsSafe))
                {
                    MarkSafe(x.Name);
                }

                break;
            case (VarTerm x, RefTerm r):
                if (HeadIsSafe(r))
                {
                    MarkSafe(x.Name);
                }

                break;
            case (VarTerm x, CallTerm):
                MarkSafe(x.Name);
                break;
            case (VarTerm x, _):
                MarkSafe(x.Name);
                break;
            case (_, VarTerm):
                Unify(b, a);
                break;
            case (RefTerm r, ArrayTerm or ObjectTerm):
                if (HeadIsSafe(r))
                {
                    MarkAllSafe(b);
                }

                break;
            case (ArrayTerm or ObjectTerm, RefTerm):
                Unify(b, a);
                break;
            case (Comprehension or CallTerm, ArrayTerm or ObjectTerm):
                MarkAllSafe(b);
                break;
            case (ArrayTerm or ObjectTerm, Comprehension or CallTerm):
                MarkAllSafe(a);
                break;
            case (ArrayTerm x, ArrayTerm y) when x.Items.Length == y.Items.Length:
                for (var i = 0; i < x.Items.Length; i++)
                {
                    Unify(x.Items[i], y.Items[i]);
                }

                break;
            case (ObjectTerm x, ObjectTerm y) when x.Entries.Length == y.Entries.Length:
                foreach (var entry in x.Entries)
                {
                    foreach (var other in y.Entries)
                    {
                        if (TermFacts.SameTerm(entry.Key, other.Key))
                        {
                            Unify(entry.Value, other.Value);
                        }
                    }
                }

                break;
        }
    }

    private bool HeadIsSafe(RefTerm r) => r.Head is VarTerm v ? IsSafe(v.Name) : Variables.Of(r.Head, Safety.Visible).All(IsSafe);

    private bool IsSafe(string name) => _safe.Contains(name) || _unified.Contains(name);

    private void UnifyAll(string variable, Term term)
    {
        if (IsSafe(variable))
        {
            MarkAllSafe(term);
            return;
        }

        var unsafeVariables = Variables.Of(term, Skip.RefHead | Skip.Closures | Skip.CallHead);
        unsafeVariables.RemoveWhere(IsSafe);
        if (unsafeVariables.Count == 0)
        {
            MarkSafe(variable);
        }

        foreach (var name in unsafeVariables)
        {
            MarkUnknown(variable, name);
        }
    }

    private void MarkAllSafe(Term term)
    {
        foreach (var name in Variables.Of(term, Destructurable))
        {
            MarkSafe(name);
        }
    }

    private void MarkSafe(string name)
    {
        if (!_unified.Add(name))
        {
            return;
        }

        if (_unknown.Remove(name, out var dependencies))
        {
            foreach (var dependency in dependencies)
            {
                MarkSafe(dependency);
            }
        }

        foreach (var (dependant, needs) in _unknown.ToArray())
        {
            if (needs.Remove(name) && needs.Count == 0)
            {
                MarkSafe(dependant);
            }
        }
    }

    private void MarkUnknown(string name, string dependency)
    {
        if (!_unknown.TryGetValue(name, out var needs))
        {
            _unknown[name] = needs = new(StringComparer.Ordinal);
        }

        needs.Add(dependency);
    }
}
