using Platform.Rego.Capabilities;
using Platform.Rego.Ir;
using Platform.Rego.Text;

namespace Platform.Rego.Planning;

/// <summary>What all functions of a plan share: constants, files, builtins, and the functions themselves.</summary>
internal sealed class PlanContext
{
    private readonly Dictionary<string, int> _strings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BuiltinFunc> _builtins = new(StringComparer.Ordinal);

    public List<Func> Functions { get; } = [];

    public int String(string value)
    {
        if (!_strings.TryGetValue(value, out var index))
        {
            _strings[value] = index = _strings.Count;
        }

        return index;
    }

    public Location Location(SourceSpan span)
    {
        if (span.Source is not { } source)
        {
            return default;
        }

        if (!_files.TryGetValue(source.File, out var file))
        {
            _files[source.File] = file = _files.Count;
        }

        return new(file, source.Row(span.Start), source.Column(span.Start), source.Row(span.End), source.Column(span.End));
    }

    public void Use(BuiltinSignature builtin) => _builtins.TryAdd(builtin.Name, new(builtin.Name, builtin.Decl));

    public Policy Finish(IReadOnlyList<Plan> plans) => new(
        new(
            [.. _strings.OrderBy(s => s.Value).Select(s => s.Key)],
            [.. _builtins.Values.OrderBy(b => b.Name, StringComparer.Ordinal)],
            [.. _files.OrderBy(f => f.Value).Select(f => f.Key)]),
        plans,
        Functions);
}
