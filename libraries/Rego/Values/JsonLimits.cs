namespace Platform.Rego.Values;

/// <summary>What a JSON text may cost.</summary>
public sealed record JsonLimits
{
    /// <summary>The limits used where none are given.</summary>
    public static JsonLimits Default { get; } = new();

    /// <summary>The most bytes of the text.</summary>
    /// <value>256 MiB by default.</value>
    public int MaxBytes { get; init; } = 256 << 20;

    /// <summary>The deepest nesting of arrays and objects.</summary>
    /// <value><see cref="Composite.MaxDepth"/> by default, and at most.</value>
    public int MaxDepth { get; init; } = Composite.MaxDepth;

    /// <summary>The most values, counting elements, keys and values of objects.</summary>
    /// <value>20 million by default.</value>
    public int MaxValues { get; init; } = 20_000_000;
}
