using System.Globalization;
using System.Numerics;
using System.Text;

namespace Platform.Rego.Builtins.Formatting;

/// <summary>Go's strconv.FormatFloat for finite numbers: https://pkg.go.dev/strconv#FormatFloat. Rounds half to even.</summary>
internal static class GoFloat
{
    /// <param name="value">A finite number.</param>
    /// <param name="verb">One of <c>e E f g G b x X</c>.</param>
    /// <param name="precision">Digits as the verb counts them; -1 for the fewest that identify the number.</param>
    public static string Format(double value, char verb, int precision)
    {
        string sign = double.IsNegative(value) ? "-" : "";
        double magnitude = Math.Abs(value);
        string text = verb switch
        {
            'b' => Binary(magnitude),
            'x' or 'X' => Hexadecimal(magnitude, verb, precision),
            _ => Decimal(magnitude, verb, precision),
        };
        return sign + text;
    }

    private static string Decimal(double value, char verb, int precision)
    {
        bool shortest = precision < 0;
        (string digits, int point) = shortest ? Shortest(value) : char.ToLowerInvariant(verb) switch
        {
            'e' => Rounded(value, precision + 1, false),
            'f' => Rounded(value, precision, true),
            _ => Rounded(value, Math.Max(precision, 1), false),
        };
        switch (verb)
        {
            case 'e' or 'E':
                return Exponential(digits, point, shortest ? Math.Max(digits.Length - 1, 0) : precision, verb);
            case 'f':
                return Plain(digits, point, shortest ? Math.Max(digits.Length - point, 0) : precision);
            default:
                int limit = shortest ? 6 : Math.Max(precision, 1);
                if (!shortest && limit > digits.Length && digits.Length >= point)
                {
                    limit = digits.Length;
                }

                int exponent = point - 1;
                int kept = shortest ? digits.Length : Math.Min(Math.Max(precision, 1), digits.Length);
                return exponent < -4 || exponent >= limit
                    ? Exponential(digits, point, Math.Max(kept - 1, 0), verb == 'g' ? 'e' : 'E')
                    : Plain(digits, point, Math.Max(digits.Length - point, 0));
        }
    }

    /// <summary>The fewest digits that read back as the number: 0.d₁d₂… × 10^point, no trailing zeros; empty for zero.</summary>
    public static (string Digits, int Point) Shortest(double value)
    {
        if (value == 0)
        {
            return ("", 0);
        }

        string[] parts = value.ToString("R", CultureInfo.InvariantCulture).Split('E');
        int exponent = parts.Length > 1 ? int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;
        int integers = parts[0].IndexOf('.') is >= 0 and var dot ? dot : parts[0].Length;
        string digits = parts[0].Replace(".", "");
        string significant = digits.TrimStart('0');
        return (significant.TrimEnd('0'), integers - (digits.Length - significant.Length) + exponent);
    }

    private static (string Digits, int Point) Rounded(double value, int count, bool afterPoint)
    {
        if (value == 0)
        {
            return ("", 0);
        }

        (BigInteger numerator, BigInteger denominator) = Fraction(value);

        // The count of integer digits: the logarithm may be off by one near powers of ten.
        int point = (int)Math.Floor(Math.Log10(value)) + 1;
        while (ComparePowerOfTen(numerator, denominator, point) >= 0)
        {
            point++;
        }

        while (ComparePowerOfTen(numerator, denominator, point - 1) < 0)
        {
            point--;
        }

        int kept = afterPoint ? point + count : count;
        if (kept < 0)
        {
            return ("", -count);
        }

        int scale = kept - point;
        (BigInteger scaledNumerator, BigInteger scaledDenominator) =
            scale >= 0 ? (numerator * BigInteger.Pow(10, scale), denominator) : (numerator, denominator * BigInteger.Pow(10, -scale));
        BigInteger quotient = BigInteger.DivRem(scaledNumerator, scaledDenominator, out BigInteger remainder);
        int comparison = (2 * remainder).CompareTo(scaledDenominator);
        if (comparison > 0 || comparison == 0 && !quotient.IsEven)
        {
            quotient++;
        }

        string digits = quotient.IsZero ? "" : quotient.ToString(CultureInfo.InvariantCulture);
        if (digits.Length > kept)
        {
            point++;
        }

        return (digits.TrimEnd('0'), digits.Length == 0 ? 0 : point);
    }

    private static int ComparePowerOfTen(BigInteger numerator, BigInteger denominator, int power) => power >= 0
        ? numerator.CompareTo(denominator * BigInteger.Pow(10, power))
        : (numerator * BigInteger.Pow(10, -power)).CompareTo(denominator);

    private static (BigInteger Numerator, BigInteger Denominator) Fraction(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)(bits >> 52 & 0x7FF);
        long mantissa = bits & 0xFFFFFFFFFFFFF;
        (mantissa, exponent) = exponent == 0 ? (mantissa, -1074) : (mantissa | 1L << 52, exponent - 1075);
        return exponent >= 0
            ? (new BigInteger(mantissa) << exponent, BigInteger.One)
            : (new BigInteger(mantissa), BigInteger.One << -exponent);
    }

    private static string Plain(string digits, int point, int decimals)
    {
        var text = new StringBuilder();
        text.Append(point > 0 ? digits.PadRight(point, '0')[..point] : "0");
        if (decimals > 0)
        {
            text.Append('.');
            for (int i = 0; i < decimals; i++)
            {
                int index = point + i;
                text.Append(index >= 0 && index < digits.Length ? digits[index] : '0');
            }
        }

        return text.ToString();
    }

    private static string Exponential(string digits, int point, int decimals, char letter)
    {
        var text = new StringBuilder().Append(digits.Length > 0 ? digits[0] : '0');
        if (decimals > 0)
        {
            text.Append('.').Append(digits.Length > 1 ? digits[1..] : "");
            text.Append('0', Math.Max(0, decimals - Math.Max(digits.Length - 1, 0)));
        }

        int exponent = digits.Length == 0 ? 0 : point - 1;
        return text.Append(letter).Append(exponent < 0 ? '-' : '+').Append(Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture)).ToString();
    }

    private static string Binary(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)(bits >> 52 & 0x7FF);
        long mantissa = bits & 0xFFFFFFFFFFFFF;
        (mantissa, exponent) = exponent == 0 ? (mantissa, -1074) : (mantissa | 1L << 52, exponent - 1075);
        return string.Create(CultureInfo.InvariantCulture, $"{mantissa}p{exponent:+0;-0;+0}");
    }

    private static string Hexadecimal(double value, char verb, int precision)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)(bits >> 52 & 0x7FF) - 1023;
        ulong mantissa = (ulong)bits & 0xFFFFFFFFFFFFF;
        if (value == 0)
        {
            exponent = 0;
        }
        else if (exponent == -1023)
        {
            int shift = BitOperations.LeadingZeroCount(mantissa) - 11;
            mantissa <<= shift;
            exponent = -1022 - shift;
        }
        else
        {
            mantissa |= 1UL << 52;
        }

        // One bit before the point, 52 after it.
        if (precision is >= 0 and < 13)
        {
            int dropped = 52 - 4 * precision;
            ulong rest = mantissa & (1UL << dropped) - 1;
            ulong half = 1UL << dropped - 1;
            mantissa >>= dropped;
            if (rest > half || rest == half && (mantissa & 1) != 0)
            {
                mantissa++;
            }

            mantissa <<= dropped;
            if ((mantissa & 1UL << 53) != 0)
            {
                mantissa >>= 1;
                exponent++;
            }
        }

        string fraction = (mantissa & 0xFFFFFFFFFFFFF).ToString("x13", CultureInfo.InvariantCulture);
        fraction = precision < 0 ? fraction.TrimEnd('0') : fraction.PadRight(precision, '0')[..precision];
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"0x{mantissa >> 52}{(fraction.Length > 0 ? "." : "")}{fraction}p{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
        return verb == 'X' ? text.ToUpperInvariant() : text;
    }
}
