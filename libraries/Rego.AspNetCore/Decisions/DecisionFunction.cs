namespace Platform.Rego.AspNetCore;

/// <summary>
/// Asks the policy: input JSON in, result JSON out, null when the result is undefined.
/// Throws <see cref="PolicyEvaluationException"/> when the policy itself fails.
/// </summary>
internal delegate string? DecisionFunction(ReadOnlySpan<byte> input);
