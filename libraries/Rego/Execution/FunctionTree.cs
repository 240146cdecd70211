using Platform.Rego.Values;

namespace Platform.Rego.Execution;

/// <summary>Finds functions by their path when it is known only at run time.</summary>
internal sealed class FunctionTree
{
    private readonly Dictionary<Val, FunctionTree> _children = [];
    private Function? _function;

    internal void Add(IReadOnlyList<string> path, Function function)
    {
        var node = this;
        foreach (var element in path)
        {
            var key = Val.From(element);
            if (!node._children.TryGetValue(key, out var child))
            {
                node._children.Add(key, child = new FunctionTree());
            }

            node = child;
        }

        node._function = function;
    }

    internal FunctionTree? Child(Val element) => _children.GetValueOrDefault(element);

    internal Function? Function => _function;
}
