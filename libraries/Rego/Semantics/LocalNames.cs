using Platform.Rego.Syntax;
using Platform.Rego.Text;

namespace Platform.Rego.Semantics;

/// <summary>Makes variables <c>__local0__</c>, <c>__local1__</c>, … that no module uses.</summary>
internal sealed class LocalNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _originals = new(StringComparer.Ordinal);
    private int _next;

    /// <summary>Keeps clear of the names in a source text.</summary>
    public void Avoid(SourceText source)
    {
        var text = source.Text;
        for (var at = text.IndexOf("__local", StringComparison.Ordinal); at >= 0; at = text.IndexOf("__local", at + 1, StringComparison.Ordinal))
        {
            var end = at;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
            {
                end++;
            }

            _taken.Add(text[at..end]);
        }
    }

    public VarTerm Fresh(SourceSpan span)
    {
        string name;
        do
        {
            name = $"__local{_next++}__";
        }
        while (_taken.Contains(name));
        return new(span, name);
    }

    public VarTerm Rename(SourceSpan span, string original)
    {
        var fresh = Fresh(span);
        _originals[fresh.Name] = original;
        return fresh;
    }

    /// <summary>The name in the source, or the name itself when it was not renamed.</summary>
    public string Original(string name) => _originals.GetValueOrDefault(name, name);

    /// <summary>Made by the compiler, or a wildcard: not meaningful to the user.</summary>
    public bool IsGenerated(string name)
    {
        var original = Original(name);
        return original.StartsWith('$') || (!_originals.ContainsKey(name) && name.StartsWith("__local", StringComparison.Ordinal) && !_taken.Contains(name));
    }
}
