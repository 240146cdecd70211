using Platform.Rego.Values;

namespace Platform.Rego.Execution.Optimising;

/// <summary>The bodies of a function: all of them, or by the value of a reference those that may hold for it, in their order.</summary>
internal sealed class RuleIndex
{
    private readonly int _root;
    private readonly Val[] _path;
    private readonly Dictionary<Val, RuleIndex> _byValue;

    private RuleIndex(Instruction[][] all, int root, Val[] path, Dictionary<Val, RuleIndex> byValue, RuleIndex? other)
    {
        All = all;
        Other = other;
        _root = root;
        _path = path;
        _byValue = byValue;
    }

    public static RuleIndex Empty { get; } = Of([]);

    /// <summary>Every body.</summary>
    public Instruction[][] All { get; }

    /// <summary>The bodies that ask for no value of the reference; null when there is no reference to ask for.</summary>
    public RuleIndex? Other { get; }

    public static RuleIndex Of(Instruction[][] bodies) => new(bodies, 0, [], [], null);

    public static RuleIndex By(TestedReference reference, Instruction[][] all, Dictionary<Val, RuleIndex> byValue, RuleIndex other) =>
        new(all, reference.Root, reference.Path, byValue, other);

    /// <summary>The bodies to run.</summary>
    /// <param name="frame">The locals, with the arguments in them.</param>
    public Instruction[][] Choose(Val[] frame)
    {
        var index = this;
        while (index.Other is { } other)
        {
            var value = frame[index._root];
            foreach (var key in index._path)
            {
                value = value.Get(key);
            }

            // Bodies ask for scalars; the hash of anything else might cost more than they do.
            index = value.O is not (null or Composite) && index._byValue.TryGetValue(value, out var found) ? found : other;
        }

        return index.All;
    }
}
