using Platform.Rego.Values;

namespace Platform.Rego.Execution.Interpreter;

/// <summary>The distinct results of a plan. One result, as most plans have, needs no list.</summary>
internal sealed class ResultSet
{
    private Val _first;
    private List<Val>? _more;
    private HashSet<Val>? _seen;

    /// <summary>All of them, in a list of their own.</summary>
    internal IReadOnlyList<Val> Bindings => _first.IsUndefined ? [] : _more is null ? [_first] : [_first, .. _more];

    /// <summary>The first result, undefined if there is none.</summary>
    internal Val First => _first;

    internal bool HasMore => _more is not null;

    internal void Add(Val binding)
    {
        binding.Freeze();
        if (_first.IsUndefined)
        {
            _first = binding;
            return;
        }

        _seen ??= [_first];
        if (_seen.Add(binding))
        {
            (_more ??= []).Add(binding);
        }
    }

    internal void Clear()
    {
        _first = default;
        _more = null;
        _seen = null;
    }
}
