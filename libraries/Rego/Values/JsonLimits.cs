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
    /// <value>512 by default; at most <see cref="Composite.MaxDepth"/>.</value>
    public int MaxDepth { get; init; } = 512;

    /// <summary>The most values, counting elements, keys and values of objects.</summary>
    /// <value>20 million by default.</value>
    public int MaxValues { get; init; } = 20_000_000;
}
