namespace Platform.Rego.AspNetCore;

/// <summary>Who accesses by which decision.</summary>
internal sealed record Access(PolicyCaller Caller, PolicyDecision Decision);
