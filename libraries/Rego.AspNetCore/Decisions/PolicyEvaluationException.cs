namespace Platform.Rego.AspNetCore;

/// <summary>A policy failed instead of answering.</summary>
internal sealed class PolicyEvaluationException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>
    /// True when the answer may be another one later: nothing answered, or not in time. Then nobody was denied, and the caller may ask again. False when the
    /// policy itself has no answer, for example because two rules conflict, which is a denial.
    /// </summary>
    public bool IsTransient { get; init; }
}
