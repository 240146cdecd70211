using System.Globalization;
using System.Numerics;

namespace Platform.Rego.Values;

/// <summary>An exact decimal: <c>Coefficient × 10^Exponent</c>; the coefficient does not end in 0 unless it is 0, so that equal numbers look the same.</summary>
internal sealed record ExactDecimal(BigInteger Coefficient, int Exponent, int Digits) : IComparable<ExactDecimal>
{
    internal static ExactDecimal Zero { get; } = new(BigInteger.Zero, 0, 1);

    /// <summary>The power of ten just above the number: 1 for 5, 2 for 50, 0 for 0.5.</summary>
    internal int Magnitude => Digits + Exponent;

    internal static ExactDecimal From(long value) => Parse(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Reads a literal that is known to be well-formed and in range.</summary>
    internal static ExactDecimal Parse(ReadOnlySpan<char> text)
    {
        var (negative, digits, exponent) = Split(text);
        if (digits.Length == 0)
        {
            return Zero;
        }

        var coefficient = BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        return new ExactDecimal(negative ? -coefficient : coefficient, (int)exponent, digits.Length);
    }

    internal static bool InRange(ReadOnlySpan<char> text)
    {
        var (_, digits, exponent) = Split(text);
        return digits.Length == 0 || Math.Abs(digits.Length + exponent) <= NumberLimits.MaxExponent;
    }

    /// <summary>The value, if the exponent is not negative.</summary>
    internal BigInteger Whole() => Exponent == 0 ? Coefficient : Coefficient * BigInteger.Pow(10, Exponent);

    /// <inheritdoc/>
    public int CompareTo(ExactDecimal? other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var sign = Coefficient.Sign;
        if (sign != other.Coefficient.Sign || sign == 0)
        {
            return sign.CompareTo(other.Coefficient.Sign);
        }

        if (Magnitude != other.Magnitude)
        {
            return Magnitude.CompareTo(other.Magnitude) * sign;
        }

        // Same magnitude: the exponents differ by no more than the number of digits.
        var common = Math.Min(Exponent, other.Exponent);
        return Aligned(common).CompareTo(other.Aligned(common));
    }

    private BigInteger Aligned(int exponent) =>
        Exponent == exponent ? Coefficient : Coefficient * BigInteger.Pow(10, Exponent - exponent);

    private static (bool Negative, string Digits, long Exponent) Split(ReadOnlySpan<char> text)
    {
        var negative = text[0] == '-';
        text = negative ? text[1..] : text;
        long exponent = 0;
        var e = text.IndexOfAny('e', 'E');
        if (e >= 0)
        {
            exponent = ReadExponent(text[(e + 1)..]);
            text = text[..e];
        }

        var dot = text.IndexOf('.');
        var digits = dot < 0 ? text.ToString() : string.Concat(text[..dot], text[(dot + 1)..]);
        exponent -= dot < 0 ? 0 : text.Length - dot - 1;
        digits = digits.TrimStart('0');
        var stripped = digits.TrimEnd('0');
        return (negative, stripped, exponent + digits.Length - stripped.Length);
    }

    private static long ReadExponent(ReadOnlySpan<char> text)
    {
        var negative = text[0] == '-';
        text = text.TrimStart("+-").TrimStart('0');
        // Anything longer is out of range whatever it says.
        var value = text.IsEmpty ? 0 : text.Length > 9 ? int.MaxValue : long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
        return negative ? -value : value;
    }
}
