using System.Globalization;
using System.Numerics;
using System.Text;

namespace Platform.Rego.Values;

// The shortest decimal text that reads back as the same mantissa of 64 bits.
public readonly partial struct BigFloat64
{
    /// <summary>The number by its shortest text: plain digits for integers, Go's <c>%g</c> for the rest.</summary>
    public Number ToNumber() =>
        Number.TryParse(ToString(), out var number) ? number : throw new OverflowException("number out of range");

    /// <inheritdoc/>
    public override string ToString()
    {
        if (IsZero)
        {
            return _negative ? "-0" : "0";
        }

        var (digits, point) = Shortest();
        var text = IsInteger ? digits.PadRight(point, '0') : Fraction(digits, point);
        return _negative ? "-" + text : text;
    }

    /// <param name="digits">The digits.</param>
    /// <param name="point">Where the decimal point is, counted from the first digit.</param>
    private static string Fraction(string digits, int point)
    {
        var exponent = point - 1;
        if (exponent is >= -4 and < 6)
        {
            return point <= 0 ? "0." + new string('0', -point) + digits
                : point >= digits.Length ? digits.PadRight(point, '0')
                : digits[..point] + "." + digits[point..];
        }

        var text = new StringBuilder(digits.Length + 8).Append(digits[0]);
        if (digits.Length > 1)
        {
            text.Append('.').Append(digits, 1, digits.Length - 1);
        }

        return text.Append('e').Append(exponent < 0 ? '-' : '+')
            .Append(Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture)).ToString();
    }

    private (string Digits, int Point) Shortest()
    {
        // The value and the midpoints to its neighbours, as integers over the same power of ten.
        var value = (BigInteger)_mantissa << 2;
        // Below a power of two the gap is half as wide.
        var lower = value - ((_mantissa == 1UL << 63 ? 1UL : 2UL) << _unused);
        var upper = value + (2UL << _unused);
        var binary = _exponent - 2;
        var factor = binary >= 0 ? BigInteger.One << binary : BigInteger.Pow(5, -binary);
        value *= factor;
        lower *= factor;
        upper *= factor;

        var length = value.ToString(CultureInfo.InvariantCulture).Length;
        var point = length + Math.Min(binary, 0);
        // The reader rounds a tie to the even mantissa, so the midpoints belong to that one.
        var inclusive = ((_mantissa >> _unused) & 1) == 0;
        for (var count = 1; count < length; count++)
        {
            var unit = BigInteger.Pow(10, length - count);
            var down = BigInteger.DivRem(value, unit, out var rest);
            var downFits = Fits(down * unit);
            var upFits = Fits((down + 1) * unit);
            if (downFits || upFits)
            {
                var half = (rest << 1).CompareTo(unit);
                var up = upFits && (!downFits || half > 0 || (half == 0 && !down.IsEven));
                return Trimmed(up ? down + 1 : down, count, point);
            }
        }

        return Trimmed(value, length, point);

        bool Fits(BigInteger candidate)
        {
            var (low, high) = (candidate.CompareTo(lower), candidate.CompareTo(upper));
            return inclusive ? low >= 0 && high <= 0 : low > 0 && high < 0;
        }
    }

    private static (string Digits, int Point) Trimmed(BigInteger rounded, int count, int point)
    {
        var digits = rounded.ToString(CultureInfo.InvariantCulture);
        return (digits.TrimEnd('0'), point + digits.Length - count);
    }
}
