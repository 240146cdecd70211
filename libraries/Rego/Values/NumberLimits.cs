namespace Platform.Rego.Values;

/// <summary>What a number may be; arithmetic on larger ones would let a short text cost unbounded time.</summary>
public static class NumberLimits
{
    /// <summary>The most characters a literal may have.</summary>
    public const int MaxLength = 10_000;

    /// <summary>The largest power of ten, in absolute value, of a number's first digit.</summary>
    public const int MaxExponent = 10_000;

    /// <summary>The most bits of a computed integer, a little less than <see cref="MaxLength"/> digits.</summary>
    public const int MaxIntegerBits = 33_000;

    /// <summary>The largest power of two, in absolute value, that a computed number may reach.</summary>
    internal const int MaxBinaryExponent = 33_000;
}
