using Platform.Rego.Values;

namespace Platform.Rego.Builtins;

/// <summary>Runs a builtin after checking its operands; an operand error is left in the context.</summary>
internal delegate Val BuiltinBody(BuiltinContext context, ReadOnlySpan<Val> operands);

/// <summary>A builtin.</summary>
/// <param name="Name">Its name in Rego.</param>
/// <param name="Arity">The number of operands.</param>
/// <param name="Body">What runs.</param>
internal sealed record BuiltinEntry(string Name, int Arity, BuiltinBody Body);
