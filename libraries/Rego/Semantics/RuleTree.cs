using Platform.Rego.Syntax;

namespace Platform.Rego.Semantics;

/// <summary>All rules by the strings of their paths, so <c>p.q[x]</c> hangs at <c>p.q</c>. Packages without rules are nodes too.</summary>
internal sealed class RuleTree
{
    private readonly SortedDictionary<string, RuleTree> _children = new(StringComparer.Ordinal);
    private readonly List<Rule> _rules = [];

    private RuleTree(RuleTree? parent, string key)
    {
        Parent = parent;
        Key = key;
    }

    public RuleTree? Parent { get; }

    public string Key { get; }

    /// <summary>The rules whose path of strings ends here.</summary>
    public IReadOnlyList<Rule> Rules => _rules;

    public IReadOnlyCollection<RuleTree> Children => _children.Values;

    /// <summary>A module's package is exactly here.</summary>
    public bool IsPackage { get; private set; }

    public string Path => Parent is null ? "data" : $"{Parent.Path}{(TermPrinter.IsName(Key) ? $".{Key}" : $"[{TermPrinter.Quote(Key)}]")}";

    public static RuleTree Build(IEnumerable<Module> modules)
    {
        var root = new RuleTree(null, "data");
        // As in OPA, the rules of a package come before those of the packages below it.
        foreach (var module in modules.OrderBy(m => string.Join('\0', m.Package.Path.Parts.Skip(1).OfType<StringTerm>().Select(s => s.Value)), StringComparer.Ordinal))
        {
            root.Insert(module.Package.Path).IsPackage = true;
            foreach (var rule in module.Rules)
            {
                root.Insert(rule.Head.Ref)._rules.Add(rule);
            }
        }

        return root;
    }

    public RuleTree? Child(string key) => _children.GetValueOrDefault(key);

    /// <summary>The node at a ref of strings below <c>data</c>, or null.</summary>
    public RuleTree? Find(RefTerm path) => path.HeadName == "data" ? Find(path.Parts.AsSpan(1..)) : null;

    public RuleTree? Find(ReadOnlySpan<Term> parts)
    {
        var node = this;
        foreach (var part in parts)
        {
            if (part is not StringTerm s || node.Child(s.Value) is not { } child)
            {
                return null;
            }

            node = child;
        }

        return node;
    }

    /// <summary>The rules of this node and of all below.</summary>
    public IEnumerable<Rule> Subtree()
    {
        foreach (var rule in _rules)
        {
            yield return rule;
        }

        foreach (var child in _children.Values)
        {
            foreach (var rule in child.Subtree())
            {
                yield return rule;
            }
        }
    }

    /// <summary>The rules that a ref can need: those met on the way and all below its end; a variable may be any child.</summary>
    public IEnumerable<Rule> Reachable(RefTerm path)
    {
        if (path.HeadName != "data")
        {
            return [];
        }

        var found = new List<Rule>();
        Reach(this, path, 1, found);
        return found;
    }

    private static void Reach(RuleTree node, RefTerm path, int at, List<Rule> found)
    {
        if (at >= path.Parts.Length)
        {
            found.AddRange(node.Subtree());
            return;
        }

        // Rules here may have variables in their heads, so that what the ref selects is inside their value.
        found.AddRange(node._rules);
        switch (path.Parts[at])
        {
            case StringTerm s:
                if (node.Child(s.Value) is { } child)
                {
                    Reach(child, path, at + 1, found);
                }

                break;
            case NullTerm or BooleanTerm or NumberTerm:
                break;
            default:
                foreach (var any in node.Children)
                {
                    Reach(any, path, at + 1, found);
                }

                break;
        }
    }

    private RuleTree Insert(RefTerm path)
    {
        var node = this;
        foreach (var part in path.Parts.AsSpan(1..path.StringPrefixLength()))
        {
            var key = ((StringTerm)part).Value;
            if (!node._children.TryGetValue(key, out var child))
            {
                node._children[key] = child = new RuleTree(node, key);
            }

            node = child;
        }

        return node;
    }
}
