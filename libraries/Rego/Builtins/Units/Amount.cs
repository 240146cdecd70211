using System.Globalization;
using System.Numerics;

namespace Platform.Rego.Builtins.Units;

/// <summary>A number and a unit as <c>units.*</c> take them apart, and the number as an exact fraction.</summary>
internal static class Amount
{
    private const int MaxExponentDigits = 6;
    private const int MaxExponent = 10_000;

    /// <summary>Splits <c>1.5e3Ki</c> into <c>1.5e3</c> and <c>Ki</c>; an <c>e</c> belongs to the number if digits or a sign follow.</summary>
    /// <returns>False if the exponent has too many digits.</returns>
    public static bool TrySplit(string text, out string number, out string unit)
    {
        int end = 0;
        (number, unit) = ("", "");
        for (; end < text.Length; end++)
        {
            char c = text[end];
            if (c is 'e' or 'E')
            {
                char next = end + 1 < text.Length ? text[end + 1] : '\0';
                if (!char.IsAsciiDigit(next) && next is not ('+' or '-'))
                {
                    break;
                }

                end += next is '+' or '-' ? 1 : 0;
                int digits = end + 1;
                while (digits < text.Length && char.IsAsciiDigit(text[digits]))
                {
                    digits++;
                }

                if (digits - end - 1 > MaxExponentDigits)
                {
                    return false;
                }
            }
            else if (!char.IsAsciiDigit(c) && c is not ('.' or '+' or '-'))
            {
                break;
            }
        }

        (number, unit) = (text[..end], text[end..]);
        return true;
    }

    /// <summary>Reads a decimal literal exactly.</summary>
    /// <returns>False if it is none; its exponent is limited to 10,000 either way, beyond which the result says so.</returns>
    public static bool TryParse(string text, out BigInteger numerator, out BigInteger denominator, out bool tooLarge)
    {
        (numerator, denominator, tooLarge) = (BigInteger.Zero, BigInteger.One, false);
        int exponentAt = text.IndexOfAny(['e', 'E']);
        ReadOnlySpan<char> mantissa = exponentAt < 0 ? text : text.AsSpan(0, exponentAt);
        int exponent = 0;
        if (exponentAt >= 0
            && (!int.TryParse(text.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)))
        {
            return false;
        }

        bool negative = mantissa.StartsWith("-");
        mantissa = mantissa.Length > 0 && mantissa[0] is '+' or '-' ? mantissa[1..] : mantissa;
        int point = mantissa.IndexOf('.');
        string digits = mantissa.ToString().Remove(Math.Max(point, 0), point < 0 ? 0 : 1);
        if (digits.Length == 0 || !digits.All(char.IsAsciiDigit))
        {
            return false;
        }

        exponent -= point < 0 ? 0 : digits.Length - point;
        if (Math.Abs(exponent) > MaxExponent || digits.Length > MaxExponent)
        {
            tooLarge = true;
            return true;
        }

        numerator = BigInteger.Parse(digits, CultureInfo.InvariantCulture) * (negative ? -1 : 1);
        BigInteger power = BigInteger.Pow(10, Math.Abs(exponent));
        (numerator, denominator) = exponent >= 0 ? (numerator * power, BigInteger.One) : (numerator, power);
        return true;
    }
}
