namespace Platform.Rego.AspNetCore;

/// <summary>A policy failed instead of answering, for example by a conflict. It is a denial.</summary>
internal sealed class PolicyEvaluationException(string message, Exception? inner = null) : Exception(message, inner);
