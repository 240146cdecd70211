using System.Globalization;
using System.Numerics;

namespace Platform.Rego.Values;

/// <summary>
/// A number that is not written as a plain 64-bit integer: its literal text, and on demand its exact value
/// <c>coefficient × 10^exponent</c> with a coefficient that does not end in 0.
/// </summary>
public sealed class RNum : Boxed
{
    private ExactDecimal? _exact;

    private RNum(string text) : base(ValKind.Number) => Text = text;

    internal string Text { get; }

    internal bool IsInteger => Exact.Exponent >= 0;

    internal int Hash => TryGetInt64(out var small)
        ? Val.From(small).GetHashCode()
        : HashMix.Of(Exact.Coefficient.GetHashCode(), Exact.Exponent);

    private ExactDecimal Exact => _exact ??= ExactDecimal.Parse(Text);

    internal static RNum FromInteger(BigInteger value) => value.GetBitLength() <= NumberLimits.MaxIntegerBits
        ? new(value.ToString(CultureInfo.InvariantCulture))
        : throw new OverflowException("number out of range");

    /// <summary>A number from a JSON literal, a 64-bit integer without <see cref="RNum"/>; undefined if it is none or beyond <see cref="NumberLimits"/>.</summary>
    internal static Val FromLiteral(ReadOnlySpan<char> text)
    {
        if (text.Length is > 0 and < 20 && text.IndexOfAnyExcept("-0123456789") < 0 && IsLiteral(text))
        {
            if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var small))
            {
                return Val.From(small);
            }
        }

        if (text.Length > NumberLimits.MaxLength || !IsLiteral(text) || !ExactDecimal.InRange(text))
        {
            return default;
        }

        return new Val(new RNum(text.ToString()), 0);
    }

    internal static Val FromDouble(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), "a number must be finite");
        }

        return FromLiteral(value.ToString("R", CultureInfo.InvariantCulture));
    }

    internal bool TryGetInt64(out long value)
    {
        var exact = Exact;
        value = 0;
        if (exact.Exponent < 0 || exact.Magnitude > 19)
        {
            return false;
        }

        var whole = exact.Whole();
        if (whole < long.MinValue || whole > long.MaxValue)
        {
            return false;
        }

        value = (long)whole;
        return true;
    }

    internal static bool TryGetInteger(Val number, out BigInteger value)
    {
        if (number.O is RNum big)
        {
            value = big.IsInteger ? big.Exact.Whole() : default;
            return big.IsInteger;
        }

        value = number.N;
        return true;
    }

    internal static bool Equal(Val left, Val right)
    {
        if (left.O is RNum a && right.O is RNum b)
        {
            return string.Equals(a.Text, b.Text) || a.Exact == b.Exact;
        }

        return left.TryGetInt64(out var x) && right.TryGetInt64(out var y) && x == y;
    }

    internal static int Compare(Val left, Val right) => ExactOf(left).CompareTo(ExactOf(right));

    internal static ExactDecimal ExactOf(Val number) => number.O is RNum big ? big.Exact : ExactDecimal.From(number.N);

    /// <summary>JSON's grammar of numbers.</summary>
    internal static bool IsLiteral(ReadOnlySpan<char> text)
    {
        var rest = text.Length > 0 && text[0] == '-' ? text[1..] : text;
        var digits = Digits(rest);
        if (digits == 0 || (digits > 1 && rest[0] == '0'))
        {
            return false;
        }

        rest = rest[digits..];
        if (rest.Length > 0 && rest[0] == '.')
        {
            var fraction = Digits(rest[1..]);
            if (fraction == 0)
            {
                return false;
            }

            rest = rest[(fraction + 1)..];
        }

        if (rest.Length > 0 && (rest[0] is 'e' or 'E'))
        {
            rest = rest.Length > 1 && (rest[1] is '+' or '-') ? rest[2..] : rest[1..];
            var exponent = Digits(rest);
            return exponent > 0 && exponent == rest.Length;
        }

        return rest.IsEmpty;
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        var other = text.IndexOfAnyExceptInRange('0', '9');
        return other < 0 ? text.Length : other;
    }
}
