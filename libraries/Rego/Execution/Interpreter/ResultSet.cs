using Platform.Rego.Values;

namespace Platform.Rego.Execution.Interpreter;

/// <summary>The distinct results of a plan.</summary>
internal sealed class ResultSet
{
    private readonly List<Val> _bindings = [];
    private HashSet<Val>? _seen;

    internal IReadOnlyList<Val> Bindings => _bindings;

    internal void Add(Val binding)
    {
        (binding.O as Composite)?.Freeze();
        if (_bindings.Count == 0)
        {
            _bindings.Add(binding);
            return;
        }

        _seen ??= [_bindings[0]];
        if (_seen.Add(binding))
        {
            _bindings.Add(binding);
        }
    }
}
