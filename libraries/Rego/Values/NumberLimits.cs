namespace Platform.Rego.Values;

/// <summary>What a number may be; arithmetic on larger ones would let a short text cost unbounded time.</summary>
public static class NumberLimits
{
    /// <summary>The most characters a literal may have.</summary>
    public const int MaxLength = 10_000;

    /// <summary>The largest power of ten, in absolute value, of a number's first digit.</summary>
    public const int MaxExponent = 10_000;

    /// <summary>The largest power of two, in absolute value, that a computed number may reach.</summary>
    internal const int MaxBinaryExponent = 34_000;
}
