namespace Platform.Rego.Values;

/// <summary>A value would be nested deeper than <see cref="Composite.MaxDepth"/>.</summary>
public sealed class ValueDepthException() : Exception($"a value is nested deeper than {Composite.MaxDepth} levels");
