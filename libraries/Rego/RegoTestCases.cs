using Platform.Rego.Values;

namespace Platform.Rego;

/// <summary>The cases of a data-driven test: what its value says of them, and those that were named but that its value lacks, which failed.</summary>
internal sealed class RegoTestCases
{
    private readonly SortedDictionary<string, RegoTestCases> _inner = new(StringComparer.Ordinal);
    private bool _passed;

    private RegoTestCases(bool passed) => _passed = passed;

    /// <summary>The single cases, each by its names from the outside in.</summary>
    public static List<RegoTestCase> Of(Val value, IEnumerable<RArr> named)
    {
        var root = From(value);
        foreach (var names in named)
        {
            root.Name(names);
        }

        var cases = new List<RegoTestCase>();
        root.AddTo(cases, []);
        return cases;
    }

    private static RegoTestCases From(Val value)
    {
        var cases = new RegoTestCases(value.IsTrue);
        if (value.Kind == ValKind.Object)
        {
            cases._passed = true;
            foreach (var key in value.Keys)
            {
                cases._inner[Text(key)] = From(value.Get(key));
            }
        }

        return cases;
    }

    private void Name(RArr names)
    {
        var at = this;
        for (var i = 0; i < names.Count; i++)
        {
            var name = Text(names[i]);
            if (!at._inner.TryGetValue(name, out var inner))
            {
                at._inner[name] = inner = new RegoTestCases(false);
            }

            at = inner;
        }
    }

    private void AddTo(List<RegoTestCase> cases, IReadOnlyList<string> path)
    {
        if (_inner.Count == 0 && path.Count > 0)
        {
            cases.Add(new RegoTestCase(path, _passed));
        }

        foreach (var (name, inner) in _inner)
        {
            inner.AddTo(cases, [.. path, name]);
        }
    }

    private static string Text(Val key) => key.Kind == ValKind.String ? key.AsString() : key.ToJson();
}
