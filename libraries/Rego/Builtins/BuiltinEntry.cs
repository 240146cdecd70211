using Platform.Rego.Values;

namespace Platform.Rego.Builtins;

/// <summary>
/// Runs a builtin. It returns undefined if there is no result, and fails by throwing <see cref="BuiltinException"/>.
/// </summary>
/// <param name="context">The evaluation that calls.</param>
/// <param name="operands">Defined values, as many as the builtin takes.</param>
public delegate Val BuiltinBody(BuiltinContext context, ReadOnlySpan<Val> operands);

/// <summary>A builtin; hosts may add their own when they link a plan.</summary>
/// <param name="Name">Its name in Rego.</param>
/// <param name="Arity">The number of operands.</param>
/// <param name="Body">What runs.</param>
public sealed record BuiltinEntry(string Name, int Arity, BuiltinBody Body);
