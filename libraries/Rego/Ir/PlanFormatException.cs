namespace Platform.Rego.Ir;

/// <summary>A plan is malformed, or asks for something that no plan of a policy contains.</summary>
public sealed class PlanFormatException(string message) : FormatException(message);
