namespace Platform.Rego.AspNetCore;

/// <summary>An obligation of a permit cannot be met. The permit is worth nothing then: the answer is refused.</summary>
public sealed class ObligationNotHonouredException(string message) : Exception(message);
