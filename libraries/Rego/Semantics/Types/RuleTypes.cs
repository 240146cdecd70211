using System.Collections.Immutable;
using Platform.Rego.Capabilities;
using Platform.Rego.Syntax;

namespace Platform.Rego.Semantics.Types;

/// <summary>The types of the documents that rules define, each found when it is first asked for.</summary>
internal sealed class RuleTypes(Compilation compilation)
{
    private readonly Dictionary<RuleTree, RegoType> _types = [];

    public Compilation Compilation => compilation;

    /// <summary>The package being checked. What it defines itself does not bound which keys a reference may have.</summary>
    public RuleTree? CurrentPackage { get; set; }

    /// <summary>The children that bound a reference's key at a node; none when the node is (above) the package being checked.</summary>
    public IReadOnlyList<RuleTree> KnownChildren(RuleTree node) =>
        ReferenceEquals(node, CurrentPackage) ? [] : [.. node.Children.Where(c => !ReferenceEquals(c, CurrentPackage) && c.Subtree().Any())];

    /// <summary>The type of the rules at a node; anything for functions and for rules with variables deep in their refs.</summary>
    public RegoType Of(RuleTree node)
    {
        if (_types.TryGetValue(node, out var known))
        {
            return known;
        }

        // Rules do not recurse, but a reference to a package may come back here before its type is known.
        _types[node] = RegoType.Any;
        var type = Infer(node);
        _types[node] = type;
        return type;
    }

    private RegoType Infer(RuleTree node)
    {
        var depth = Depth(node);
        if (node.Rules.Any(r => r.IsFunction) || node.Children.Count > 0 || node.Rules.Any(r => r.Head.Ref.Parts.Length > depth + 1))
        {
            return RegoType.Any;
        }

        var values = new List<RegoType?>();
        var elements = new List<RegoType?>();
        var keys = new List<RegoType?>();
        var entries = new List<RegoType?>();
        var properties = new List<StaticProperty>();
        foreach (var rule in node.Rules.SelectMany(r => r.Chain()))
        {
            var scope = new TypeScope(this, null);
            scope.Body(rule.Body);
            if (rule.Head.Ref.Parts.Length == depth + 1)
            {
                var key = rule.Head.Ref.Parts[^1];
                var value = rule.Head.IsMultiValue ? RegoType.Any : scope.Of(rule.Head.Value!);
                if (TypeAlgebra.Constant(key) is { } constant)
                {
                    properties.Add(new(constant, value));
                }
                else
                {
                    keys.Add(scope.Of(key));
                    entries.Add(value);
                }
            }
            else if (rule.Head.Element is { } element)
            {
                elements.Add(scope.Of(element));
            }
            else
            {
                values.Add(scope.Of(rule.Head.Value!));
            }
        }

        if (values.Count > 0)
        {
            return TypeAlgebra.Union(values);
        }

        if (elements.Count > 0)
        {
            return new SetType(TypeAlgebra.Union(elements));
        }

        return new ObjectType(
            [.. properties.GroupBy(p => p.Key).Select(g => new StaticProperty(g.Key, TypeAlgebra.Union(g.Select(p => p.Value))))],
            keys.Count > 0 ? TypeAlgebra.Union(keys) : null,
            keys.Count > 0 ? TypeAlgebra.Union(entries) : null);
    }

    private static int Depth(RuleTree node)
    {
        var depth = 1;
        for (var at = node; at.Parent is not null; at = at.Parent)
        {
            depth++;
        }

        return depth;
    }
}
