using Platform.Rego.Text;

namespace Platform.Rego.Diagnostics;

/// <summary>Collects diagnostics, so that one run reports several. Keeps at most <see cref="Maximum"/>.</summary>
internal sealed class DiagnosticBag
{
    public const int Maximum = 100;

    private readonly List<Diagnostic> _items = [];

    public int Count => _items.Count;

    public bool Any => _items.Count > 0;

    public IReadOnlyList<Diagnostic> Items => _items;

    public void Add(Diagnostic diagnostic)
    {
        if (_items.Count < Maximum)
        {
            _items.Add(diagnostic);
        }
    }

    public void Parse(SourceSpan at, string message) => Add(new(DiagnosticCode.Parse, at, message));

    public void Compile(SourceSpan at, string message) => Add(new(DiagnosticCode.Compile, at, message));

    public void Type(SourceSpan at, string message) => Add(new(DiagnosticCode.Type, at, message));

    public void Limit(SourceSpan at, string message) => Add(new(DiagnosticCode.Limit, at, message));

    public void UnsafeVariable(SourceSpan at, string name) => Add(new(DiagnosticCode.UnsafeVar, at, $"var {name} is unsafe"));

    public void Recursion(SourceSpan at, string rule, IEnumerable<string> path) =>
        Add(new(DiagnosticCode.Recursion, at, $"rule {rule} is recursive: {string.Join(" -> ", path)}"));

    /// <summary>Forgets what was added after a mark: a parse attempt that was given up.</summary>
    public void RewindTo(int count) => _items.RemoveRange(count, _items.Count - count);

    public void ThrowIfAny()
    {
        if (Any)
        {
            throw new RegoCompileException([.. _items.DistinctBy(d => (d.Code, d.Span, d.Message)).OrderBy(d => d.Span.File, StringComparer.Ordinal).ThenBy(d => d.Span.Start)]);
        }
    }
}
