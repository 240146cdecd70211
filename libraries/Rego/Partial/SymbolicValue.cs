using System.Collections.Immutable;
using Platform.Rego.Values;

namespace Platform.Rego.Partial;

/// <summary>A value that may depend on the row.</summary>
internal abstract record SymbolicValue;

/// <summary>A value that does not.</summary>
internal sealed record Known(Val Value) : SymbolicValue;

/// <summary>A field of the unknown document; without names, the document itself.</summary>
internal sealed record Field(ImmutableArray<string> Names) : SymbolicValue
{
    public bool IsRow => Names.IsEmpty;

    public string Name => string.Join('.', Names);
}

/// <summary>An object or an array with parts that depend on the row.</summary>
/// <param name="Members">By key; an array's by position.</param>
internal sealed record Composite(ImmutableArray<(Val Key, SymbolicValue Value)> Members) : SymbolicValue;

/// <summary>A value, and the rows that have it.</summary>
internal readonly record struct Guarded(ResidualCondition Condition, SymbolicValue Value);
