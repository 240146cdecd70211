using Platform.Rego.Semantics;
using Platform.Rego.Syntax;

namespace Platform.Rego.Partial;

/// <summary>Which rules depend on the unknown document, themselves or through others. The others are evaluated as ever.</summary>
internal sealed class DependentRules : SyntaxRewriter
{
    private readonly HashSet<Rule> _dependent = new(ReferenceEqualityComparer.Instance);
    private readonly RuleTree _tree;
    private readonly UnknownDocument _unknown;
    private HashSet<Rule> _reached = [];
    private bool _touches;

    private DependentRules(RuleTree tree, UnknownDocument unknown)
    {
        _tree = tree;
        _unknown = unknown;
    }

    public static DependentRules Of(RuleTree tree, UnknownDocument unknown)
    {
        var found = new DependentRules(tree, unknown);
        var asks = new List<(Rule Rule, HashSet<Rule> Reached)>();
        foreach (var rule in tree.Subtree())
        {
            (found._reached, found._touches) = (new(ReferenceEqualityComparer.Instance), false);
            found.Rule(rule);
            asks.Add((rule, found._reached));
            if (found._touches)
            {
                found._dependent.Add(rule);
            }
        }

        for (var before = -1; before != found._dependent.Count;)
        {
            before = found._dependent.Count;
            found._dependent.UnionWith(asks.Where(one => one.Reached.Overlaps(found._dependent)).Select(one => one.Rule));
        }

        return found;
    }

    /// <summary>Whether a reference into <c>data</c> reaches a rule that depends.</summary>
    public bool Reaches(RefTerm reference) => _tree.Reachable(reference).Any(_dependent.Contains);

    public override Term Reference(RefTerm reference)
    {
        _touches |= _unknown.Overlaps(reference);
        _reached.UnionWith(_tree.Reachable(reference));
        foreach (var part in reference.HeadName == "input" ? reference.Parts[1..] : reference.Parts)
        {
            Term(part);
        }

        return reference;
    }

    public override RefTerm Operator(RefTerm op)
    {
        _reached.UnionWith(_tree.Reachable(op));
        return op;
    }

    public override Term Variable(VarTerm variable)
    {
        _touches |= variable.Name == "input";
        return variable;
    }
}

/// <summary>The part of the input that is not known.</summary>
/// <param name="Path">The names below <c>input</c>.</param>
internal sealed record UnknownDocument(IReadOnlyList<string> Path)
{
    /// <summary>Whether a reference may select it, a part of it, or what it is a part of.</summary>
    public bool Overlaps(RefTerm reference)
    {
        if (reference.HeadName != "input")
        {
            return false;
        }

        for (var i = 0; i < Path.Count && i + 1 < reference.Parts.Length; i++)
        {
            if (reference.Parts[i + 1] is StringTerm text && text.Value != Path[i])
            {
                return false;
            }
        }

        return true;
    }
}
