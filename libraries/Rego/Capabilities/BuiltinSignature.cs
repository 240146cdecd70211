using Platform.Rego.Values;

namespace Platform.Rego.Capabilities;

/// <summary>What the compiler knows of a builtin.</summary>
/// <param name="Decl">The declaration as it stands in capabilities.json; plans carry it.</param>
internal sealed record BuiltinSignature(string Name, FunctionType Type, string? Infix, bool Deprecated, bool Relation, bool Nondeterministic, Val Decl)
{
    public int Arity => Type.Arguments.Length;

    public bool Variadic => Type.Variadic is not null;

    /// <summary>Null for a builtin without a value, such as <c>print</c>.</summary>
    public RegoType? Result => Type.Result;

    /// <summary>Argument names, for messages.</summary>
    public required IReadOnlyList<string> ArgumentNames { get; init; }
}
