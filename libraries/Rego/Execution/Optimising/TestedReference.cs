using Platform.Rego.Values;

namespace Platform.Rego.Execution.Optimising;

/// <summary>A reference into an argument that a body compares with a constant.</summary>
/// <param name="Root">The local of the argument.</param>
/// <param name="Path">The keys.</param>
internal sealed record TestedReference(int Root, Val[] Path)
{
    public bool Equals(TestedReference? other) => other is not null && other.Root == Root && other.Path.AsSpan().SequenceEqual(Path);

    public override int GetHashCode() => Path.Aggregate(Root, HashCode.Combine);
}
