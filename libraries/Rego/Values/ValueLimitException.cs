namespace Platform.Rego.Values;

/// <summary>A value would exceed <see cref="Composite.MaxDepth"/> or <see cref="Composite.MaxSize"/>.</summary>
public sealed class ValueLimitException(string message) : Exception(message);
