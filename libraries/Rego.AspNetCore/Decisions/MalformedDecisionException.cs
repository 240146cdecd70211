namespace Platform.Rego.AspNetCore;

/// <summary>A policy's answer has not exactly the agreed shape. It is a denial.</summary>
public sealed class MalformedDecisionException(string message) : Exception(message);
