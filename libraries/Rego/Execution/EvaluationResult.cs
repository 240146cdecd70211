using Platform.Rego.Values;

namespace Platform.Rego.Execution;

/// <summary>What running a plan gave.</summary>
/// <param name="Bindings">The distinct objects of bindings, in the order they were found.</param>
/// <param name="BuiltinErrors">Errors of builtins, the first few; their expressions were undefined.</param>
public sealed record EvaluationResult(IReadOnlyList<Val> Bindings, IReadOnlyList<RegoEvaluationException> BuiltinErrors);
