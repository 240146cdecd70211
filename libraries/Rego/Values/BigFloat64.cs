using System.Numerics;

namespace Platform.Rego.Values;

/// <summary>
/// A binary float with a mantissa of 64 bits, as OPA computes with numbers that are not integers:
/// <c>±mantissa × 2^exponent</c>, the mantissa's top bit set unless it is 0. Operations round to nearest even.
/// </summary>
public readonly partial struct BigFloat64 : IComparable<BigFloat64>
{
    private readonly ulong _mantissa;
    private readonly int _exponent;
    private readonly bool _negative;

    /// <summary>How many of the mantissa's low bits are not kept.</summary>
    private readonly byte _unused;

    private BigFloat64(bool negative, ulong mantissa, int exponent, byte unused = 0)
    {
        _unused = unused;
        _negative = negative;
        _mantissa = mantissa;
        _exponent = exponent;
    }

    /// <summary>Whether the value is +0 or -0.</summary>
    public bool IsZero => _mantissa == 0;

    /// <summary>Whether the sign is negative, which that of -0 is.</summary>
    public bool IsNegative => _negative;

    /// <summary>Whether there is no fraction.</summary>
    public bool IsInteger => IsZero || _exponent >= 0 || (-_exponent < 64 && BitOperations.TrailingZeroCount(_mantissa) >= -_exponent);

    private BigInteger Signed => _negative ? -(BigInteger)_mantissa : _mantissa;

    /// <summary>An integer, exactly.</summary>
    public static BigFloat64 From(long value) => Round(value, 0, false, false);

    /// <summary>An integer, rounded.</summary>
    public static BigFloat64 From(BigInteger value) => Round(value, 0, false, false);

    /// <summary>The value without its fraction.</summary>
    public BigInteger Truncate() => _exponent >= 0 ? Signed << _exponent
        : -_exponent >= 64 ? BigInteger.Zero
        : BigInteger.CopySign((BigInteger)(_mantissa >> -_exponent), _negative ? -1 : 1);

    /// <summary>The value rounded to the 53 bits of a double, and written as briefly as they allow.</summary>
    internal BigFloat64 ToDoublePrecision()
    {
        const int Cut = 11;
        var kept = _mantissa >> Cut;
        var rest = _mantissa & ((1UL << Cut) - 1);
        var half = 1UL << (Cut - 1);
        kept += rest > half || (rest == half && (kept & 1) == 1) ? 1UL : 0UL;
        return kept >> 53 != 0
            ? new BigFloat64(_negative, 1UL << 63, _exponent + 1, Cut)
            : new BigFloat64(_negative, kept << Cut, _exponent, Cut);
    }

    /// <summary>The absolute value.</summary>
    public BigFloat64 Abs() => new(false, _mantissa, _exponent);

    /// <summary>The negated value.</summary>
    public static BigFloat64 operator -(BigFloat64 value) => new(!value._negative, value._mantissa, value._exponent);

    /// <summary>The rounded sum.</summary>
    public static BigFloat64 operator +(BigFloat64 left, BigFloat64 right)
    {
        if (left.IsZero || right.IsZero)
        {
            return left.IsZero && right.IsZero ? new BigFloat64(left._negative && right._negative, 0, 0) : left.IsZero ? right : left;
        }

        // Beyond this distance the smaller operand only decides the direction of rounding.
        const int Far = 140;
        var (big, small) = left._exponent >= right._exponent ? (left, right) : (right, left);
        var distance = (long)big._exponent - small._exponent;
        if (distance > Far)
        {
            return Round((big.Signed << Far) + (small._negative ? -1 : 1), big._exponent - Far, false, false);
        }

        return Round((big.Signed << (int)distance) + small.Signed, small._exponent, false, false);
    }

    /// <summary>The rounded difference.</summary>
    public static BigFloat64 operator -(BigFloat64 left, BigFloat64 right) => left + -right;

    /// <summary>The rounded product.</summary>
    public static BigFloat64 operator *(BigFloat64 left, BigFloat64 right) =>
        Round(left.Signed * right.Signed, left._exponent + right._exponent, false, left._negative != right._negative);

    /// <summary>The rounded quotient.</summary>
    /// <exception cref="DivideByZeroException">The divisor is 0.</exception>
    public static BigFloat64 operator /(BigFloat64 left, BigFloat64 right)
    {
        if (right.IsZero)
        {
            throw new DivideByZeroException();
        }

        var quotient = BigInteger.DivRem((BigInteger)left._mantissa << 66, right._mantissa, out var rest);
        var negative = left._negative != right._negative;
        return Round(negative ? -quotient : quotient, left._exponent - right._exponent - 66, !rest.IsZero, negative);
    }

    /// <inheritdoc/>
    public int CompareTo(BigFloat64 other) => IsZero && other.IsZero ? 0 : Math.Sign((this - other).Signed.Sign);

    internal static BigFloat64 From(ExactDecimal exact)
    {
        var coefficient = exact.Coefficient;
        if (exact.Exponent >= 0)
        {
            return Round(exact.Whole(), 0, false, false);
        }

        var divisor = BigInteger.Pow(10, -exact.Exponent);
        var shift = (int)Math.Max(0, 66 + divisor.GetBitLength() - BigInteger.Abs(coefficient).GetBitLength());
        var quotient = BigInteger.DivRem(BigInteger.Abs(coefficient) << shift, divisor, out var rest);
        return Round(coefficient.Sign < 0 ? -quotient : quotient, -shift, !rest.IsZero, false);
    }

    /// <param name="value">The integer to scale.</param>
    /// <param name="exponent">Its power of two.</param>
    /// <param name="sticky">Whether something was cut off below the last bit of <paramref name="value"/>.</param>
    /// <param name="zeroIsNegative">The sign of a result of 0.</param>
    private static BigFloat64 Round(BigInteger value, int exponent, bool sticky, bool zeroIsNegative)
    {
        if (value.IsZero)
        {
            return new BigFloat64(zeroIsNegative, 0, 0);
        }

        var negative = value.Sign < 0;
        var magnitude = BigInteger.Abs(value);
        var excess = (int)magnitude.GetBitLength() - 64;
        if (excess <= 0)
        {
            return Checked(negative, (ulong)magnitude << -excess, (long)exponent + excess);
        }

        var kept = (ulong)(magnitude >> excess);
        var cut = magnitude & ((BigInteger.One << excess) - 1);
        var order = cut.CompareTo(BigInteger.One << (excess - 1));
        var up = order > 0 || (order == 0 && (sticky || (kept & 1) == 1));
        if (up && ++kept == 0)
        {
            return Checked(negative, 1UL << 63, (long)exponent + excess + 1);
        }

        return Checked(negative, kept, (long)exponent + excess);
    }

    private static BigFloat64 Checked(bool negative, ulong mantissa, long exponent) =>
        Math.Abs(exponent) <= NumberLimits.MaxBinaryExponent
            ? new BigFloat64(negative, mantissa, (int)exponent)
            : throw new OverflowException("number out of range");
}
